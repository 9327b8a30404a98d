-- Up to where a gateway was asked what moved there, in its own words.
CREATE TABLE gateway_places (
  gateway VARCHAR(40) NOT NULL PRIMARY KEY,
  place VARCHAR(300) NOT NULL,
  asked_at BIGINT NOT NULL
)
