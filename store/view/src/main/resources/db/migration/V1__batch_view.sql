-- Identifiers are ASCII and compared byte by byte; times are UTC by the database's clock.

-- One row: what is served, the generations that cache keys and pollers go by, and what the signals
-- of the lake skip (gap_versions 0: nothing).
create table current_view (
  id                tinyint     not null,
  lake_id           varchar(64) character set ascii collate ascii_bin null,
  view_id           bigint      null,
  previous_view_id  bigint      null,
  pinned            boolean     not null default false,
  view_generation   bigint      not null default 0,
  status_generation bigint      not null default 0,
  gap_first         bigint      not null default 0,
  gap_versions      bigint      not null default 0,
  primary key (id)
) engine = InnoDB default charset = utf8mb4;

insert into current_view (id) values (1);

-- Every launch of the batch job. Only the newest attempt of a version may flip.
create table batch_run (
  run_id       bigint       not null auto_increment,
  lake_id      varchar(64)  character set ascii collate ascii_bin not null,
  version      bigint       not null,
  attempt      int          not null,
  token        varchar(64)  character set ascii collate ascii_bin not null,
  state        varchar(16)  character set ascii collate ascii_bin not null,
  launched_at  datetime(6)  not null,
  heartbeat_at datetime(6)  null,
  finished_at  datetime(6)  null,
  message      varchar(2000) null,
  primary key (run_id),
  unique key batch_run_attempt (lake_id, version, attempt),
  unique key batch_run_token (token)
) engine = InnoDB default charset = utf8mb4;

-- What one run computed from the facts of one lake up to one version; snapshot_id: the state of the
-- lake's table that it read them from.
create table batch_view (
  view_id       bigint      not null auto_increment,
  lake_id       varchar(64) character set ascii collate ascii_bin not null,
  version       bigint      not null,
  snapshot_id   bigint      not null,
  token         varchar(64) character set ascii collate ascii_bin not null,
  created_at    datetime(6) not null,
  complete      boolean     not null default false,
  series_count  bigint      not null default 0,
  value_count   bigint      not null default 0,
  summary_count bigint      not null default 0,
  newest_market date        null,
  newest_health date        null,
  primary key (view_id),
  key batch_view_token (token)
) engine = InnoDB default charset = utf8mb4;

create table series (
  view_id   bigint       not null,
  series    varchar(190) character set ascii collate ascii_bin not null,
  kind      varchar(16)  character set ascii collate ascii_bin not null,
  entity    varchar(64)  character set ascii collate ascii_bin not null,
  measure   varchar(64)  character set ascii collate ascii_bin not null,
  suffix    varchar(64)  character set ascii collate ascii_bin null,
  source    varchar(128) not null,
  first_day date         not null,
  last_day  date         not null,
  days      int          not null,
  primary key (view_id, series)
) engine = InnoDB default charset = utf8mb4;

create table series_values (
  view_id bigint       not null,
  series  varchar(190) character set ascii collate ascii_bin not null,
  packed  mediumblob   not null,
  primary key (view_id, series)
) engine = InnoDB default charset = utf8mb4;

-- window_days 0: all days. Columns from best_lag on are null where no lag has an r.
create table summary (
  view_id     bigint       not null,
  x_transform varchar(16)  character set ascii collate ascii_bin not null,
  y_transform varchar(16)  character set ascii collate ascii_bin not null,
  window_days int          not null,
  x           varchar(190) character set ascii collate ascii_bin not null,
  y           varchar(190) character set ascii collate ascii_bin not null,
  r0          double       null,
  n0          int          not null,
  best_lag    int          null,
  r           double       null,
  n           int          null,
  lags_tested int          null,
  n_eff       double       null,
  p           double       null,
  ci_low      double       null,
  ci_high     double       null,
  p_adjusted  double       null,
  q           double       null,
  primary key (view_id, x_transform, y_transform, window_days, x, y)
) engine = InnoDB default charset = utf8mb4;

-- The last attempt of every source, as the importer told it.
create table source_status (
  source           varchar(128) character set ascii collate ascii_bin not null,
  attempted_at     datetime(6)  not null,
  outcome          varchar(16)  character set ascii collate ascii_bin not null,
  http_status      int          null,
  rows_read        bigint       not null,
  rows_rejected    bigint       not null,
  held_import_id   varchar(190) character set ascii collate ascii_bin null,
  message          varchar(2000) null,
  last_success_at  datetime(6)  null,
  last_change_at   datetime(6)  null,
  interval_seconds bigint       not null,
  primary key (source)
) engine = InnoDB default charset = utf8mb4;
