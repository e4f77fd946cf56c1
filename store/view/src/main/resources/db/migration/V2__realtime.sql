-- The realtime view: what the speed layer knows of facts that are newer than the batch views. A row counts for a
-- reader only where its version is above that of the view it reads, so that old rows do no harm.

-- The shares of the work. Share 0 writes values and revisions, each other one the summaries of some health series.
-- epoch grows whenever a share changes hands: who holds an older one cannot write any more. The rows of the share hold
-- everything that facts after since_version changed, up to and with version.
create table realtime_share (
  share         int         not null,
  epoch         bigint      not null default 0,
  lake_id       varchar(64) character set ascii collate ascii_bin null,
  since_version bigint      not null default 0,
  version       bigint      not null default 0,
  updated_at    datetime(6) null,
  primary key (share)
) engine = InnoDB default charset = utf8mb4;

-- A whole series as of its newest fact, whose version the row carries. days = 0: every value was withdrawn.
create table realtime_series (
  lake_id   varchar(64)  character set ascii collate ascii_bin not null,
  series    varchar(190) character set ascii collate ascii_bin not null,
  version   bigint       not null,
  source    varchar(128) not null,
  first_day date         null,
  last_day  date         null,
  days      int          not null,
  packed    mediumblob   not null,
  primary key (lake_id, series),
  key realtime_series_version (lake_id, version)
) engine = InnoDB default charset = utf8mb4;

-- As table summary, without q, which depends on all other pairs. The version is that of the pair's newest fact.
create table realtime_summary (
  lake_id     varchar(64)  character set ascii collate ascii_bin not null,
  x_transform varchar(16)  character set ascii collate ascii_bin not null,
  y_transform varchar(16)  character set ascii collate ascii_bin not null,
  window_days int          not null,
  x           varchar(190) character set ascii collate ascii_bin not null,
  y           varchar(190) character set ascii collate ascii_bin not null,
  version     bigint       not null,
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
  primary key (lake_id, x_transform, y_transform, window_days, x, y),
  key realtime_summary_version (lake_id, version)
) engine = InnoDB default charset = utf8mb4;

-- Every fact that changed a value that had been published before; value null: it was withdrawn.
create table revision (
  lake_id     varchar(64)  character set ascii collate ascii_bin not null,
  series      varchar(190) character set ascii collate ascii_bin not null,
  day         date         not null,
  version     bigint       not null,
  value       double       null,
  observed_at datetime(6)  not null,
  primary key (lake_id, series, day, version)
) engine = InnoDB default charset = utf8mb4;
