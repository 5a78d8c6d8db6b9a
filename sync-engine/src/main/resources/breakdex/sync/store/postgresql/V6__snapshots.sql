-- A device folds what it told into snapshots; what one covers is sent nowhere any more.

alter table manifest_segments add column folded bigint not null default 0 check (folded in (0, 1));

-- Of a snapshot that is being read, its last part that was merged.
alter table manifest_positions add column part_read bigint;
