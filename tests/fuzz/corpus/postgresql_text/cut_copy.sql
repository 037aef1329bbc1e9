CREATE TABLE a (a text);
COPY a FROM stdin;
1
2
