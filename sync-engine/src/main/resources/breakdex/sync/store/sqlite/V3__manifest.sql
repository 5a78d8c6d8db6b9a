-- What the library knows, as all devices come to hold it, and how it travels between them.

create table manifest_records (
    kind       text not null,
    id         text not null,
    clock      int  not null,
    device_id  text not null,
    deleted    int  not null default 0 check (deleted in (0, 1)),
    body_json  text not null,
    older_json text not null default '{}',
    primary key (kind, id)
) without rowid;

create table manifest_changes (
    entity_table text not null,
    first_key    text not null,
    second_key   text not null default '',
    primary key (entity_table, first_key, second_key)
) without rowid;

create table manifest_segments (
    sequence   int  not null primary key,
    file_name  text not null,
    sha256     text not null,
    last_clock int  not null,
    content    blob not null,
    created_at datetime not null
);

create table manifest_segment_copies (
    provider_id  text not null references sync_providers (id),
    sequence     int  not null references manifest_segments (sequence),
    confirmed_at datetime not null,
    primary key (provider_id, sequence)
) without rowid;

create table manifest_positions (
    device_id text not null primary key,
    sequence  int  not null
) without rowid;

create table manifest_set_aside (
    file_name  text not null,
    line       int  not null,
    reason     text not null,
    content    text not null,
    noticed_at datetime not null,
    primary key (file_name, line)
) without rowid;

-- Records that point to what is not known yet.
create table manifest_pending (
    kind text not null,
    id   text not null,
    primary key (kind, id)
) without rowid;

-- What lost against another device's change of the same field.
alter table sync_log add column lost_json text;

-- A place of another device, which we know of and cannot reach.
alter table sync_providers add column connected int not null default 1 check (connected in (0, 1));

-- Whoever changes a row that the manifest tells of leaves a mark here, in the same transaction. What the manifest itself
-- wrote bears none: the one row of manifest_merging, there for as long as that transaction, keeps the marks away. A mark
-- is looked for before it is made, since "on conflict" of the statement outside would rule over one in here.
create table manifest_merging (
    merging int not null primary key
);

create trigger manifest_libraries_new after insert on libraries
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'libraries', new.id, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'libraries' and first_key = new.id and second_key = '');
end;

create trigger manifest_libraries after update of name, failure_domain, failure_domain_by_word on libraries
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'libraries', new.id, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'libraries' and first_key = new.id and second_key = '');
end;

create trigger manifest_providers_new after insert on sync_providers
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'sync_providers', new.id, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'sync_providers' and first_key = new.id and second_key = '');
end;

create trigger manifest_providers
after update of display_name, enabled, provider_key, failure_domain, failure_domain_by_word, connected on sync_providers
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'sync_providers', new.id, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'sync_providers' and first_key = new.id and second_key = '');
end;

create trigger manifest_assets_new after insert on asset_manifest
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'asset_manifest', new.content_hash, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'asset_manifest' and first_key = new.content_hash and second_key = '');
end;

create trigger manifest_assets
after update of mime_type, extension, duration_ms, width, height, source_name, deleted_at, tombstone_reason
on asset_manifest
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'asset_manifest', new.content_hash, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'asset_manifest' and first_key = new.content_hash and second_key = '');
end;

create trigger manifest_copies_new after insert on asset_copies
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'asset_copies', new.content_hash, new.provider
    where not exists (select 1 from manifest_changes
                      where entity_table = 'asset_copies' and first_key = new.content_hash and second_key = new.provider);
end;

create trigger manifest_copies after update of status, verified_at, evidence, remote_path on asset_copies
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'asset_copies', new.content_hash, new.provider
    where not exists (select 1 from manifest_changes
                      where entity_table = 'asset_copies' and first_key = new.content_hash and second_key = new.provider);
end;

create trigger manifest_files_new after insert on library_files
when new.content_hash is not null and not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'library_files', new.library_id, new.path
    where not exists (select 1 from manifest_changes
                      where entity_table = 'library_files' and first_key = new.library_id and second_key = new.path);
end;

create trigger manifest_files after update of content_hash, deleted_at on library_files
when (new.content_hash is not old.content_hash or new.deleted_at is not old.deleted_at)
    and not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'library_files', new.library_id, new.path
    where not exists (select 1 from manifest_changes
                      where entity_table = 'library_files' and first_key = new.library_id and second_key = new.path);
end;

create trigger manifest_certificates after update of removed_at on certificates
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'certificates', new.id, ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'certificates' and first_key = new.id and second_key = '');
end;

-- All that was known before there was a manifest.
insert into manifest_changes select 'libraries', id, '' from libraries;
insert into manifest_changes select 'sync_providers', id, '' from sync_providers;
insert into manifest_changes select 'asset_manifest', content_hash, '' from asset_manifest;
insert into manifest_changes select 'asset_copies', content_hash, provider from asset_copies;
insert into manifest_changes select distinct 'library_files', library_id, path from library_files
    where content_hash is not null;
insert into manifest_changes select 'certificates', id, '' from certificates where removed_at is not null;
