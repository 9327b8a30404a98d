-- A file in parts, so that no statement carries more than every server takes.
CREATE TABLE file_parts (
  file_id BIGINT NOT NULL,
  part INTEGER NOT NULL,
  bytes MEDIUMBLOB NOT NULL,
  PRIMARY KEY (file_id, part)
)
