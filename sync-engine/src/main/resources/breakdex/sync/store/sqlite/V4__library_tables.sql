-- What the videos are about, as rows. They are written from the records of their kinds, and in no other way: a row that
-- somebody changed past the records would be told to nobody, and be gone with the next merge. So the one row of
-- manifest_merging, there while records are written into tables, opens these tables, and else they are closed. Nothing
-- wrote into them so far.

drop table combo_moves;
drop table reviews;
drop table combos;
drop table moves;

create table moves (
    id                  text not null primary key,
    name                text not null,
    learning_state      text,
    category            text,
    video_path          text,
    original_video_name text,
    archived_at         datetime,
    archive_reason      text,
    notes               text,
    content_hash        text,
    created_at          datetime,
    updated_at          datetime not null,
    deleted_at          datetime
);

create index idx_moves_hash on moves (content_hash) where content_hash is not null;

create table combos (
    id                text not null primary key,
    name              text not null,
    notes             text,
    active_video_path text,
    content_hash      text,
    updated_at        datetime not null,
    deleted_at        datetime
);

create index idx_combos_hash on combos (content_hash) where content_hash is not null;

-- Two devices may each have put a move at one place of a sequence: both stay.
create table combo_moves (
    id             text not null primary key,
    combo_id       text not null references combos (id),
    move_id        text not null references moves (id),
    sequence_index int  not null
);

create index idx_combo_moves_combo on combo_moves (combo_id, sequence_index);

create table reviews (
    id                  text not null primary key,
    rating              text check (rating in ('AGAIN', 'HARD', 'GOOD', 'EASY')),
    review_type         text check (review_type in ('MOVE', 'COMBO', 'MANUAL')),
    reviewed_at         datetime not null,
    move_id             text,
    combo_id            text,
    entity_id_snapshot  text,
    entity_type         text,
    entity_display_name text,
    fsrs_pre_state      text,
    fsrs_post_state     text
);

create index idx_reviews_move on reviews (move_id, reviewed_at) where move_id is not null;
create index idx_reviews_combo on reviews (combo_id, reviewed_at) where combo_id is not null;

create trigger moves_insert before insert on moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'moves is written from the manifest only');
end;

create trigger moves_update before update on moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'moves is written from the manifest only');
end;

create trigger moves_delete before delete on moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'moves is written from the manifest only');
end;

create trigger combos_insert before insert on combos when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combos is written from the manifest only');
end;

create trigger combos_update before update on combos when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combos is written from the manifest only');
end;

create trigger combos_delete before delete on combos when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combos is written from the manifest only');
end;

create trigger combo_moves_insert before insert on combo_moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combo_moves is written from the manifest only');
end;

create trigger combo_moves_update before update on combo_moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combo_moves is written from the manifest only');
end;

create trigger combo_moves_delete before delete on combo_moves when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'combo_moves is written from the manifest only');
end;

create trigger reviews_insert before insert on reviews when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'reviews is written from the manifest only');
end;

create trigger reviews_update before update on reviews when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'reviews is written from the manifest only');
end;

create trigger reviews_delete before delete on reviews when not exists (select 1 from manifest_merging)
begin
    select raise(abort, 'reviews is written from the manifest only');
end;

-- The segment that tells of a change; null while none does.
alter table sync_log add column sequence int;

create index idx_sync_log_told on sync_log (sequence) where synced = 0;
create index idx_sync_log_videos on sync_log (entity_table, entity_id) where video_synced = 0 and lost_json is null;
create index idx_sync_log_changed on sync_log (changed_at);

-- Records that were taken in before they had tables are written into them at the next start.
insert into settings (name, value, updated_at)
select 'library_tables_due', '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
where exists (select 1 from manifest_records where kind in ('move', 'combo', 'combo_move', 'review'));
