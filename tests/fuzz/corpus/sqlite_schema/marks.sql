-- +goose Up
CREATE TABLE t (a);
-- +goose Down
DROP TABLE t;
