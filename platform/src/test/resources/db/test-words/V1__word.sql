CREATE TABLE word (
  id     bigserial PRIMARY KEY,
  reason varchar(40) NOT NULL
);
