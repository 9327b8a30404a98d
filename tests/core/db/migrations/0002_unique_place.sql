-- No two shelves stand in one place.
-- phase: contract
CREATE UNIQUE INDEX ux_shelves_place ON shelves (place)
