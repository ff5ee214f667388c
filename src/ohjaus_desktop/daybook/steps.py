"""The daybook's shape, step by step. A step that was released is never changed, only followed.

There is no column for a person and none for free text: ids, days, numbers and closed lists.
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
)
