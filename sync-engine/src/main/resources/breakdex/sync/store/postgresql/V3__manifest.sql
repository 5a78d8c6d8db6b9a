-- What the library knows, as all devices come to hold it, and how it travels between them.

create table manifest_records (
    kind       text collate "C" not null,
    id         text collate "C" not null,
    clock      bigint not null,
    device_id  text collate "C" not null,
    deleted    bigint not null default 0 check (deleted in (0, 1)),
    body_json  text collate "C" not null,
    older_json text collate "C" not null default '{}',
    primary key (kind, id)
);

create table manifest_changes (
    entity_table text collate "C" not null,
    first_key    text collate "C" not null,
    second_key   text collate "C" not null default '',
    third_key    text collate "C" not null default '',
    primary key (entity_table, first_key, second_key, third_key)
);

create table manifest_segments (
    sequence   bigint not null primary key,
    file_name  text collate "C" not null,
    sha256     text collate "C" not null,
    last_clock bigint not null,
    content    bytea not null,
    created_at timestamptz not null
);

create table manifest_segment_copies (
    provider_id  text collate "C" not null references sync_providers (id),
    sequence     bigint not null references manifest_segments (sequence),
    confirmed_at timestamptz not null,
    primary key (provider_id, sequence)
);

create table manifest_positions (
    device_id text collate "C" not null primary key,
    sequence  bigint not null
);

create table manifest_set_aside (
    file_name  text collate "C" not null,
    line       bigint not null,
    reason     text collate "C" not null,
    content    text collate "C" not null,
    noticed_at timestamptz not null,
    primary key (file_name, line)
);

-- Records that point to what is not known yet.
create table manifest_pending (
    kind text collate "C" not null,
    id   text collate "C" not null,
    primary key (kind, id)
);

-- What lost against another device's change of the same field.
alter table sync_log add column lost_json text collate "C";

-- A place of another device, which we know of and cannot reach.
alter table sync_providers add column connected bigint not null default 1 check (connected in (0, 1));

-- Whoever changes a row that the manifest tells of leaves a mark here, in the same transaction. What the manifest itself
-- wrote bears none: the one row of manifest_merging, there for as long as that transaction, keeps the marks away.
create table manifest_merging (
    merging bigint not null primary key
);

-- A mark that is there already is written again: whoever just takes it away has not seen our change.
create function manifest_mark() returns trigger language plpgsql as $$
declare
    row jsonb := to_jsonb(new);
begin
    if not exists (select 1 from manifest_merging) then
        insert into manifest_changes
        values (tg_table_name, row ->> tg_argv[0], case when tg_nargs > 1 then row ->> tg_argv[1] else '' end,
                case when tg_nargs > 2 then row ->> tg_argv[2] else '' end)
        on conflict (entity_table, first_key, second_key, third_key) do update set third_key = excluded.third_key;
    end if;
    return null;
end
$$;

create trigger manifest_libraries_new after insert on libraries
    for each row execute function manifest_mark('id');
create trigger manifest_libraries after update of name, failure_domain, failure_domain_by_word on libraries
    for each row execute function manifest_mark('id');
create trigger manifest_providers_new after insert on sync_providers
    for each row execute function manifest_mark('id');
create trigger manifest_providers
    after update of display_name, enabled, provider_key, failure_domain, failure_domain_by_word, connected
    on sync_providers for each row execute function manifest_mark('id');
create trigger manifest_assets_new after insert on asset_manifest
    for each row execute function manifest_mark('content_hash');
create trigger manifest_assets
    after update of mime_type, extension, duration_ms, width, height, source_name, deleted_at, tombstone_reason
    on asset_manifest for each row execute function manifest_mark('content_hash');
create trigger manifest_copies_new after insert on asset_copies
    for each row execute function manifest_mark('content_hash', 'provider');
create trigger manifest_copies after update of status, verified_at, evidence, remote_path on asset_copies
    for each row execute function manifest_mark('content_hash', 'provider');
create trigger manifest_files_new after insert on library_files
    for each row when (new.content_hash is not null) execute function manifest_mark('library_id', 'machine_id', 'path');
create trigger manifest_files after update of content_hash, deleted_at on library_files
    for each row
    when (new.content_hash is distinct from old.content_hash or new.deleted_at is distinct from old.deleted_at)
    execute function manifest_mark('library_id', 'machine_id', 'path');
create trigger manifest_certificates after update of removed_at on certificates
    for each row execute function manifest_mark('id');

-- All that was known before there was a manifest.
insert into manifest_changes select 'libraries', id, '', '' from libraries;
insert into manifest_changes select 'sync_providers', id, '', '' from sync_providers;
insert into manifest_changes select 'asset_manifest', content_hash, '', '' from asset_manifest;
insert into manifest_changes select 'asset_copies', content_hash, provider, '' from asset_copies;
insert into manifest_changes select 'library_files', library_id, machine_id, path from library_files
    where content_hash is not null;
insert into manifest_changes select 'certificates', id, '', '' from certificates where removed_at is not null;
