-- A shelf has a place; a text with what SQL and C++ might trip over: ";" and "\" and 'quotes' and {braces}.
CREATE TABLE shelves (
  id BIGINT NOT NULL PRIMARY KEY,  -- minted
  place VARCHAR(40) NOT NULL,
  note VARCHAR(80) NOT NULL DEFAULT 'a;b\c {d} ''e'''
);
