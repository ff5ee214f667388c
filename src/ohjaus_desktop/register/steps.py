"""The register's shape, step by step. A step that was released is never changed, only followed.

Small columns are what lists and searches read; ``body`` holds the rest as JSON of the frozen
objects in ``model``, so that a row of a list costs one page of the file. A snapshot is kept once
for all requests that saw the same record. The two logs hold ids, kinds and names of
organizations, never content, and nothing can change or delete their rows before their time.

What is waited for has a day on which somebody looks, and a recipient without a consent cannot be
stored. A search reads one index and nothing else, so each recipient's row repeats how its client is
found and who may see it. ``likeness`` tells which requests seem to be of the same client;
``earlier`` keeps what stood in a request before it was corrected.
"""

STEPS = (
    # 1: requests with consents and events, drafts, logs
    """
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
    id TEXT PRIMARY KEY,
    begun_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    begun_by TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot (
    digest TEXT PRIMARY KEY,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE referral (
    id TEXT PRIMARY KEY,
    case_number TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    restricted_to TEXT NOT NULL DEFAULT '',
    sensitive INTEGER NOT NULL DEFAULT 0,
    client TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE likeness (
    referral_id TEXT NOT NULL REFERENCES referral (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('name', 'phone', 'email')),
    value TEXT NOT NULL,
    PRIMARY KEY (kind, value, referral_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX likeness_by_referral ON likeness (referral_id);

CREATE TABLE earlier (
    number INTEGER PRIMARY KEY,
    referral_id TEXT NOT NULL REFERENCES referral (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE INDEX earlier_by_referral ON earlier (referral_id);

CREATE TABLE recipient (
    id TEXT PRIMARY KEY REFERENCES consent (recipient_id) DEFERRABLE INITIALLY DEFERRED,
    referral_id TEXT NOT NULL REFERENCES referral (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    snapshot TEXT NOT NULL REFERENCES snapshot (digest),
    service_id TEXT NOT NULL,
    service TEXT NOT NULL,
    organization TEXT NOT NULL,
    search TEXT NOT NULL,
    search_client TEXT NOT NULL,
    restricted_to TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL CHECK (state IN ('requested', 'accepted', 'rejected', 'in-progress',
        'completed', 'failed', 'cancelled', 'entered-in-error')),
    why TEXT NOT NULL DEFAULT '',
    route TEXT NOT NULL CHECK (route IN ('joint_call', 'protected_mail', 'letter')),
    requested_at TEXT NOT NULL,
    closed_at TEXT,
    answer_by TEXT,
    follow_up_on TEXT,
    due_on TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    passed_on_from TEXT NOT NULL DEFAULT '',
    times_passed_on INTEGER NOT NULL DEFAULT 0,
    consent_until TEXT,
    body TEXT NOT NULL,
    UNIQUE (referral_id, position),
    CHECK ((due_on IS NOT NULL) = (state IN ('requested', 'accepted', 'in-progress'))),
    CHECK ((closed_at IS NULL) = (state IN ('requested', 'accepted', 'in-progress')))
) STRICT;

CREATE INDEX recipient_by_due ON recipient (due_on) WHERE due_on IS NOT NULL;
CREATE INDEX recipient_searched
    ON recipient (requested_at, due_on, restricted_to, search, search_client);
CREATE INDEX recipient_by_snapshot ON recipient (snapshot);

CREATE TABLE consent (
    recipient_id TEXT PRIMARY KEY REFERENCES recipient (id) ON DELETE CASCADE,
    given TEXT NOT NULL CHECK (given = 'yes'),
    sentence TEXT NOT NULL CHECK (length(sentence) > 0),
    language TEXT NOT NULL,
    given_how TEXT NOT NULL CHECK (given_how IN ('spoken', 'phone', 'written')),
    given_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL,
    expires_on TEXT,
    withdrawn_at TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
    number INTEGER PRIMARY KEY,
    recipient_id TEXT NOT NULL REFERENCES recipient (id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    follow_up_on TEXT,
    undoes INTEGER NOT NULL DEFAULT 0,
    fields TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX event_by_recipient ON event (recipient_id);

CREATE TABLE use_log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    kind TEXT NOT NULL,
    referral_id TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX use_log_by_referral ON use_log (referral_id);

CREATE TABLE disclosure_log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    referral_id TEXT NOT NULL,
    recipient_id TEXT NOT NULL DEFAULT '',
    recipient TEXT NOT NULL,
    what TEXT NOT NULL,
    ground TEXT NOT NULL,
    route TEXT NOT NULL
) STRICT;

CREATE INDEX disclosure_log_by_referral ON disclosure_log (referral_id);

CREATE TRIGGER use_log_stays BEFORE UPDATE ON use_log
BEGIN SELECT RAISE(ABORT, 'the log of use is append-only'); END;

CREATE TRIGGER disclosure_log_stays BEFORE UPDATE ON disclosure_log
BEGIN SELECT RAISE(ABORT, 'the log of disclosure is append-only'); END;
""",
)
