-- There is always one.
INSERT INTO shelves (id, place) VALUES (1, 'hall')
