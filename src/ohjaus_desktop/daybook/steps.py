"""The daybook's shape, step by step. A step that was released is never changed, only followed.

There is no column for a person: ids, days, numbers and closed lists. The one free text is what the
worker has reported to a publisher about a public record; it is checked for client data before.
"""

STEPS = (
    # 1: chosen services, favourites, recents, syncs
    """
CREATE TABLE chosen (
    service_id TEXT PRIMARY KEY CHECK (length(service_id) BETWEEN 1 AND 64),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE favourite (
    service_id TEXT PRIMARY KEY CHECK (length(service_id) BETWEEN 1 AND 64),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE recent (
    service_id TEXT PRIMARY KEY CHECK (length(service_id) BETWEEN 1 AND 64),
    seen_at TEXT NOT NULL CHECK (length(seen_at) <= 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (length(at) <= 32),
    result TEXT NOT NULL
        CHECK (result IN ('installed', 'unchanged', 'held', 'refused', 'failed', 'cancelled')),
    catalogue_id TEXT CHECK (length(catalogue_id) <= 64),
    sequence INTEGER,
    published_at TEXT CHECK (length(published_at) <= 32),
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0
) STRICT;
""",
    # 2: more about each look, reports to publishers, the chance by which looks are spread
    """
CREATE TABLE look (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (length(at) <= 32),
    result TEXT NOT NULL CHECK (
        result IN ('installed', 'unchanged', 'held', 'refused', 'failed', 'cancelled', 'restored')
    ),
    catalogue_id TEXT CHECK (length(catalogue_id) <= 64),
    sequence INTEGER,
    published_at TEXT CHECK (length(published_at) <= 32),
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0,
    source TEXT CHECK (length(source) <= 2000),
    wire_bytes INTEGER NOT NULL DEFAULT 0,
    signed_by TEXT NOT NULL DEFAULT '' CHECK (length(signed_by) <= 1000),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 1000),
    services INTEGER NOT NULL DEFAULT 0,
    phone_changed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO look (number, at, result, catalogue_id, sequence, published_at, new, changed, gone, quarantined)
    SELECT number, at, result, catalogue_id, sequence, published_at, new, changed, gone, quarantined
    FROM sync;
DROP TABLE sync;
ALTER TABLE look RENAME TO sync;

CREATE TABLE report (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL CHECK (length(at) <= 32),
    section TEXT NOT NULL CHECK (length(section) <= 32),
    record_id TEXT NOT NULL CHECK (length(record_id) BETWEEN 1 AND 64),
    name TEXT NOT NULL CHECK (length(name) <= 500),
    recipient TEXT NOT NULL CHECK (length(recipient) <= 500),
    words TEXT NOT NULL CHECK (length(words) <= 8000)
) STRICT;

CREATE TABLE chance (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seed INTEGER NOT NULL
) STRICT;
INSERT INTO chance (id, seed) VALUES (1, abs(random() % 4294967296));
""",
)
