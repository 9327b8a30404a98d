-- The sellers. The platform is tenant one; resellers are added beside it.
CREATE TABLE tenants (
  id BIGINT NOT NULL PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  status VARCHAR(20) NOT NULL,
  legal_name VARCHAR(200) NOT NULL,
  line1 VARCHAR(200) NOT NULL,
  line2 VARCHAR(200) NOT NULL,
  city VARCHAR(100) NOT NULL,
  postal_code VARCHAR(20) NOT NULL,
  state_name VARCHAR(100) NOT NULL,
  state_code VARCHAR(10) NOT NULL,
  country VARCHAR(2) NOT NULL,
  gstin VARCHAR(15),
  email VARCHAR(254) NOT NULL,
  phone VARCHAR(20) NOT NULL,
  currency VARCHAR(3) NOT NULL,
  time_zone VARCHAR(60) NOT NULL,
  locale VARCHAR(10) NOT NULL,
  public_url VARCHAR(200) NOT NULL,
  created_at BIGINT NOT NULL
)
