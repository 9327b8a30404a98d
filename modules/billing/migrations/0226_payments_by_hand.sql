-- Whether people say what came in (a bank transfer), and no gateway does.
ALTER TABLE payments ADD COLUMN by_hand SMALLINT NOT NULL DEFAULT 0
