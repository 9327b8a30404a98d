-- There is always exactly one.
INSERT INTO engine_mode (id, mode, since) VALUES (1, 'live', 0)
