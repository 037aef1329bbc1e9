-- Keys and checks.
CREATE TABLE parents (id int PRIMARY KEY, a int UNIQUE, b text, c int, CONSTRAINT uq_bc UNIQUE NULLS NOT DISTINCT (b, c),
  UNIQUE (c, b) INCLUDE (a) DEFERRABLE INITIALLY DEFERRED, UNIQUE (b) DEFERRABLE, CHECK (a > 0), CONSTRAINT named CHECK ((b <> '') AND (c < 5)), CHECK (a < c),
  EXCLUDE USING gist (c WITH =, int4range(a, c) WITH &&) WHERE (a > 0), CONSTRAINT ex EXCLUDE (a WITH =) DEFERRABLE INITIALLY DEFERRED, UNIQUE (a), CHECK (a > 7),
  CHECK (b IN ('x', 'y', 'z')), CHECK (a BETWEEN 1 AND 9), CHECK (b LIKE 'a%' OR b IS NULL), CHECK (c NOT IN (1, 2)));
CREATE TABLE children (id int, p_id int REFERENCES parents ON DELETE CASCADE ON UPDATE SET NULL, pa int CONSTRAINT fk_a REFERENCES parents (a) MATCH FULL DEFERRABLE,
  x text, y int, self int, FOREIGN KEY (x, y) REFERENCES public.parents (b, c) ON DELETE SET DEFAULT ON UPDATE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (id, y), CONSTRAINT uq_id UNIQUE (id), FOREIGN KEY (self) REFERENCES children (id), FOREIGN KEY (p_id) REFERENCES parents);
CREATE TABLE shop.orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int REFERENCES parents, colour shop."Colour", note text);
