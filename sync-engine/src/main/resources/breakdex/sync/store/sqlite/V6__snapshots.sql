-- A device folds what it told into snapshots; what one covers is sent nowhere any more.

alter table manifest_segments add column folded int not null default 0 check (folded in (0, 1));

-- Of a snapshot that is being read, its last part that was merged.
alter table manifest_positions add column part_read int;

-- Whoever reads all bytes of an asset knows its size, and tells the others.
drop trigger manifest_assets;

create trigger manifest_assets
after update of file_size_bytes, mime_type, extension, duration_ms, width, height, source_name, deleted_at, tombstone_reason
on asset_manifest
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'asset_manifest', new.content_hash, '', ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'asset_manifest' and first_key = new.content_hash and second_key = '');
end;
