-- After a publication nearly every summary is written again with a new version: keeping an index of versions then costs
-- as much as the rows. A family is read by the primary key, and rows are deleted seldom.
drop index realtime_summary_version on realtime_summary;
