-- What the videos are about, as rows. They are written from the records of their kinds, and in no other way: a row that
-- somebody changed past the records would be told to nobody, and be gone with the next merge. So the one row of
-- manifest_merging, there while records are written into tables, opens these tables, and else they are closed. Nothing
-- wrote into them so far.

drop table combo_moves;
drop table reviews;
drop table combos;
drop table moves;

create table moves (
    id                  text collate "C" not null primary key,
    name                text collate "C" not null,
    learning_state      text collate "C",
    category            text collate "C",
    video_path          text collate "C",
    original_video_name text collate "C",
    archived_at         timestamptz,
    archive_reason      text collate "C",
    notes               text collate "C",
    content_hash        text collate "C",
    created_at          timestamptz,
    updated_at          timestamptz not null,
    deleted_at          timestamptz
);

create index idx_moves_hash on moves (content_hash) where content_hash is not null;

create table combos (
    id                text collate "C" not null primary key,
    name              text collate "C" not null,
    notes             text collate "C",
    active_video_path text collate "C",
    content_hash      text collate "C",
    updated_at        timestamptz not null,
    deleted_at        timestamptz
);

create index idx_combos_hash on combos (content_hash) where content_hash is not null;

-- Two devices may each have put a move at one place of a sequence: both stay.
create table combo_moves (
    id             text collate "C" not null primary key,
    combo_id       text collate "C" not null references combos (id),
    move_id        text collate "C" not null references moves (id),
    sequence_index bigint not null
);

create index idx_combo_moves_combo on combo_moves (combo_id, sequence_index);

create table reviews (
    id                  text collate "C" not null primary key,
    rating              text collate "C" check (rating in ('AGAIN', 'HARD', 'GOOD', 'EASY')),
    review_type         text collate "C" check (review_type in ('MOVE', 'COMBO', 'MANUAL')),
    reviewed_at         timestamptz not null,
    move_id             text collate "C",
    combo_id            text collate "C",
    entity_id_snapshot  text collate "C",
    entity_type         text collate "C",
    entity_display_name text collate "C",
    fsrs_pre_state      text collate "C",
    fsrs_post_state     text collate "C"
);

create index idx_reviews_move on reviews (move_id, reviewed_at) where move_id is not null;
create index idx_reviews_combo on reviews (combo_id, reviewed_at) where combo_id is not null;

create function manifest_only() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from manifest_merging) then
        raise exception '% is written from the manifest only', tg_table_name;
    end if;
    return null;
end
$$;

create trigger moves_closed before insert or update or delete or truncate on moves
    for each statement execute function manifest_only();
create trigger combos_closed before insert or update or delete or truncate on combos
    for each statement execute function manifest_only();
create trigger combo_moves_closed before insert or update or delete or truncate on combo_moves
    for each statement execute function manifest_only();
create trigger reviews_closed before insert or update or delete or truncate on reviews
    for each statement execute function manifest_only();

-- The segment that tells of a change; null while none does.
alter table sync_log add column sequence bigint;

create index idx_sync_log_told on sync_log (sequence) where synced = 0;
create index idx_sync_log_videos on sync_log (entity_table, entity_id) where video_synced = 0 and lost_json is null;
create index idx_sync_log_changed on sync_log (changed_at);

-- Records that were taken in before they had tables are written into them at the next start.
insert into settings (name, value, updated_at)
select 'library_tables_due', '', now()
where exists (select 1 from manifest_records where kind in ('move', 'combo', 'combo_move', 'review'));
