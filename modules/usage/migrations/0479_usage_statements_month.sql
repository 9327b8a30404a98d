CREATE UNIQUE INDEX ux_usage_statements_month ON usage_statements (service_id, meter, month, revision)
