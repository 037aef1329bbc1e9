-- MySQL dump 10.13  Distrib 8.0.30
/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
DROP TABLE IF EXISTS `p`;
CREATE TABLE `p` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT COMMENT 'the id',
  `name` varchar(30) CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'x''y',
  kind ENUM('a','b''c') NOT NULL DEFAULT 'a',
  price decimal(10, 2) NOT NULL DEFAULT -1.5 CHECK (price > 0),
  ts timestamp(6) NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  g int GENERATED ALWAYS AS (`id` + 1) STORED,
  data json DEFAULT (json_object('a', 1)),
  s SERIAL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `u` (`name`(10)),
  KEY (price DESC, kind),
  KEY (price),
  FULLTEXT KEY ft (name) COMMENT 'words',
  CONSTRAINT c1 CHECK (price < 100) NOT ENFORCED
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin COMMENT='the table'
/*!50100 PARTITION BY RANGE (year(`ts`))
(PARTITION p0 VALUES LESS THAN (2000) ENGINE = InnoDB) */;
INSERT INTO p VALUES (1,'a;b\';c'),(2,'x');
CREATE TABLE c (id bigint primary key, p_id int unsigned references p(id), q int, constraint fk foreign key (q) references p (id) on delete cascade, foreign key (p_id, q) references db2.x (a,b) on update set null);
alter table c add column (z int not null default 3, key (z)), drop foreign key fk, modify q bigint not null first, change p_id parent int unsigned after z, rename index z to zz, add unique u2 (parent, q);
create unique index i3 on c (q);
create view v as select id, name as n, price+1 as pp from p;
create view w as select * from p;
create table bad (id int, primary key (nope));
alter table bad add x int;
create table d like p;
delimiter $$
create trigger tr before insert on p for each row begin set new.g = 1; end$$
delimiter ;
create trigger tr2 before insert on p for each row begin if new.g then set new.g = 1; end if; end;
CREATE SEQUENCE seq START WITH 5 INCREMENT BY 2;
frob it
rename table c to cc;
drop table d;
