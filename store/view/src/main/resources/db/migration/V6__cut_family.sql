-- Families of which a view keeps only the largest |r|: how many of all pairs could be tested, for q is about those.
create table cut_family (
  view_id     bigint      not null,
  x_transform varchar(16) character set ascii collate ascii_bin not null,
  y_transform varchar(16) character set ascii collate ascii_bin not null,
  window_days int         not null,
  tested      bigint      not null,
  primary key (view_id, x_transform, y_transform, window_days)
) engine = InnoDB default charset = utf8mb4;
