-- What was known when: every fact of a series, and when each version was published; of a view, as its values are.
create table series_history (
  view_id bigint       not null,
  series  varchar(190) character set ascii collate ascii_bin not null,
  packed  mediumblob   not null,
  primary key (view_id, series)
) engine = InnoDB default charset = utf8mb4;

create table view_version (
  view_id      bigint      not null,
  version      bigint      not null,
  published_at datetime(6) not null,
  primary key (view_id, version)
) engine = InnoDB default charset = utf8mb4;
