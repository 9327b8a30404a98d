-- What an owner has last asked to be changed at the registrar, counted for each kind of change: an older wish whose job
-- comes late is not carried out any more.
CREATE TABLE domain_wishes (
  domain_id BIGINT NOT NULL,
  verb VARCHAR(40) NOT NULL,
  revision BIGINT NOT NULL,
  PRIMARY KEY (domain_id, verb)
)
