CREATE TABLE incident_updates (
  incident_id BIGINT NOT NULL,
  number INTEGER NOT NULL,
  state VARCHAR(20) NOT NULL,
  body TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (incident_id, number)
)
