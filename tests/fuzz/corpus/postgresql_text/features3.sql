-- Indexes.
CREATE INDEX ON parents (a);
CREATE INDEX ON parents (a, lower(b));
CREATE INDEX ON parents (a, lower(b), (c + 1), (b || 'x'));
CREATE UNIQUE INDEX i1 ON parents USING btree (b COLLATE "C" text_pattern_ops DESC, a NULLS FIRST, c DESC NULLS LAST) INCLUDE (id) WHERE a > 0 AND b IS NOT NULL;
CREATE INDEX i2 ON parents USING gin (to_tsvector('english', b));
CREATE INDEX i3 ON parents USING hash (b);
CREATE INDEX i4 ON parents (lower(b) COLLATE "C" varchar_pattern_ops DESC);
CREATE INDEX i5 ON parents USING brin (c int4_minmax_multi_ops);
CREATE INDEX i6 ON kinds USING gin (x jsonb_path_ops);
CREATE INDEX i7 ON kinds (v COLLATE "C", d text_ops);
CREATE UNIQUE INDEX i8 ON parents (c, a) NULLS NOT DISTINCT;
CREATE INDEX on_shop ON shop.orders (parent);
COMMENT ON INDEX i1 IS 'an index';
ALTER INDEX i3 RENAME TO i3_renamed;
