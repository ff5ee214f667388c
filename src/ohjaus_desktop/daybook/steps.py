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
    # 3: needs for which nothing suitable was found. No municipality of fewer than 20,000 people, and of a
    # sensitive need neither its name nor day, age, way of contact or place: see unmet/record.py.
    """
CREATE TABLE unmet (
    number INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(day, '+0 days') IS day),
    need TEXT NOT NULL CHECK (length(need) BETWEEN 1 AND 64 AND need NOT GLOB '*[^A-Za-z0-9_.-]*'),
    area TEXT NOT NULL CHECK (area IN (
        'unknown', 'valley:Kalajokilaakso', 'valley:Lestijokilaakso', 'valley:Perhonjokilaakso',
        'valley:Pyhäjokilaakso', 'valley:Siikajokilaakso', 'county:01', 'county:02',
        'county:03', 'county:04', 'county:05', 'county:06', 'county:07', 'county:08',
        'county:09', 'county:10', 'county:11', 'county:12', 'county:13', 'county:14',
        'county:15', 'county:16', 'county:17', 'county:18', 'county:19', 'county:20',
        'county:21', 'county:90', 'county:91', 'municipality:049', 'municipality:091',
        'municipality:092', 'municipality:098', 'municipality:106', 'municipality:109',
        'municipality:140', 'municipality:153', 'municipality:167', 'municipality:179',
        'municipality:186', 'municipality:202', 'municipality:205', 'municipality:211',
        'municipality:245', 'municipality:257', 'municipality:272', 'municipality:285',
        'municipality:286', 'municipality:297', 'municipality:398', 'municipality:405',
        'municipality:418', 'municipality:423', 'municipality:444', 'municipality:491',
        'municipality:505', 'municipality:536', 'municipality:543', 'municipality:564',
        'municipality:604', 'municipality:609', 'municipality:638', 'municipality:678',
        'municipality:680', 'municipality:684', 'municipality:694', 'municipality:698',
        'municipality:710', 'municipality:734', 'municipality:740', 'municipality:743',
        'municipality:749', 'municipality:753', 'municipality:790', 'municipality:837',
        'municipality:851', 'municipality:853', 'municipality:858', 'municipality:905',
        'municipality:908', 'municipality:927', 'municipality:980'
    )),
    age TEXT NOT NULL
        CHECK (age IN ('under_18', '18_29', '30_64', '65_74', '75_over', 'unknown')),
    way TEXT NOT NULL CHECK (way IN ('counter', 'phone', 'chat', 'unknown')),
    CHECK (need <> 'sensitive' OR (
        day GLOB '*-01' AND age = 'unknown' AND way = 'unknown'
        AND (area = 'unknown' OR area GLOB 'county:*')
    ))
) STRICT;

CREATE TABLE unmet_reason (
    unmet INTEGER NOT NULL REFERENCES unmet (number) ON DELETE CASCADE,
    reason TEXT NOT NULL CHECK (reason IN (
        'none', 'far', 'full', 'criteria', 'language', 'cost', 'digital', 'hours', 'declined', 'unknown'
    )),
    PRIMARY KEY (unmet, reason)
) STRICT, WITHOUT ROWID;

CREATE TABLE unmet_met (
    need TEXT NOT NULL CHECK (
        length(need) BETWEEN 1 AND 64 AND need NOT GLOB '*[^A-Za-z0-9_.-]*' AND need <> 'sensitive'
    ),
    area TEXT NOT NULL CHECK (length(area) <= 32 AND area NOT GLOB '* *'),
    service_id TEXT NOT NULL CHECK (length(service_id) BETWEEN 1 AND 64),
    day TEXT NOT NULL CHECK (day GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(day, '+0 days') IS day),
    PRIMARY KEY (need, area, service_id)
) STRICT, WITHOUT ROWID;
""",
)
