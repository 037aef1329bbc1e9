--
-- PostgreSQL database dump
--

\restrict aBc123

-- Dumped from database version 14.5

SET statement_timeout = 0;
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET default_tablespace = '';

CREATE FUNCTION public.f(a integer) RETURNS integer
    LANGUAGE sql
    BEGIN ATOMIC
 SELECT CASE WHEN (f.a > 0) THEN 1 ELSE 2 END;
END;
CREATE FUNCTION public.g() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
BEGIN CREATE TABLE in_function (a int); RETURN NEW; END;
$_$;
ALTER FUNCTION public.g() OWNER TO postgres;

CREATE TABLE public.people (
    id integer NOT NULL,
    "Full Name" text,
    n integer DEFAULT 0
);
ALTER TABLE public.people OWNER TO postgres;
CREATE SEQUENCE public.people_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER TABLE public.people_id_seq OWNER TO postgres;
ALTER SEQUENCE public.people_id_seq OWNED BY public.people.id;
CREATE TABLE other.things (
    a integer NOT NULL
);
ALTER TABLE other.things ALTER COLUMN a ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME other.things_a_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE VIEW public.names AS
 SELECT people."Full Name"
   FROM public.people;
CREATE RULE r AS ON INSERT TO public.names DO INSTEAD ( INSERT INTO public.people VALUES (1); SELECT 1; );

ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);

COPY public.people (id, "Full Name", n) FROM stdin;
1	a;b 'c	\N
2	CREATE TABLE x (	3
\.

SELECT pg_catalog.setval('public.people_id_seq', 2, true);
ALTER TABLE ONLY public.people
    ADD CONSTRAINT people_pkey PRIMARY KEY (id);
CREATE TRIGGER t BEFORE INSERT ON public.people FOR EACH ROW EXECUTE FUNCTION public.g();
ALTER TABLE ONLY other.things
    ADD CONSTRAINT things_a_fkey FOREIGN KEY (a) REFERENCES public.people(id) NOT VALID;
GRANT SELECT ON TABLE public.people TO PUBLIC;

\unrestrict aBc123
--
-- PostgreSQL database dump complete
--
