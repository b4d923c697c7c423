-- Each event once; a repeat finds its row.
CREATE TABLE rows (
    ref text NOT NULL,
    event_id uuid NOT NULL,
    order_at bigint NOT NULL,
    family "char" NOT NULL,
    body bytea NOT NULL,
    PRIMARY KEY (ref, event_id));
CREATE INDEX rows_in_order ON rows (ref, order_at);

CREATE TABLE counters (
    ref text PRIMARY KEY,
    events bigint NOT NULL,
    from_device bigint NOT NULL,
    to_device bigint NOT NULL,
    pushes bigint NOT NULL,
    failed_pushes bigint NOT NULL,
    first_seen_at bigint NOT NULL,
    last_seen_at bigint NOT NULL) WITH (fillfactor = 70);

-- The latest reading of each task on a ref; a push campaign is a task too.
CREATE TABLE tasks (
    ref text NOT NULL,
    task text NOT NULL,
    campaign text,
    order_at bigint NOT NULL,
    event_id uuid NOT NULL,
    outcome text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    PRIMARY KEY (ref, task)) WITH (fillfactor = 70);

CREATE TABLE campaign_counts (
    campaign text NOT NULL,
    outcome text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    devices bigint NOT NULL,
    PRIMARY KEY (campaign, outcome, status, reason)) WITH (fillfactor = 50);

CREATE TABLE offsets (
    topic text NOT NULL,
    partition_number int NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (topic, partition_number)) WITH (fillfactor = 50);

-- One batch, and of it what is no repeat.
CREATE TEMPORARY TABLE incoming (
    ref text NOT NULL,
    event_id uuid NOT NULL,
    order_at bigint NOT NULL,
    observed_at bigint NOT NULL,
    family "char" NOT NULL,
    from_device int NOT NULL,
    to_device int NOT NULL,
    failed int NOT NULL,
    task text,
    campaign text,
    outcome text,
    status text,
    reason text,
    body bytea NOT NULL) ON COMMIT DELETE ROWS;
CREATE TEMPORARY TABLE fresh (LIKE incoming) ON COMMIT DELETE ROWS;
ALTER TABLE fresh DROP COLUMN body;
