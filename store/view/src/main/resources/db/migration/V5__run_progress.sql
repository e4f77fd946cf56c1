-- How far a run is: what it does, and how many of its tasks have passed that.
alter table batch_run
  add column step       varchar(16) character set ascii collate ascii_bin null,
  add column tasks_done int not null default 0,
  add column tasks      int not null default 0;
