-- A device folds what it told into snapshots; what one covers is sent nowhere any more.

alter table manifest_segments add column folded bigint not null default 0 check (folded in (0, 1));

-- Of a snapshot that is being read, its last part that was merged.
alter table manifest_positions add column part_read bigint;

-- Whoever reads all bytes of an asset knows its size, and tells the others.
drop trigger manifest_assets on asset_manifest;

create trigger manifest_assets
    after update of file_size_bytes, mime_type, extension, duration_ms, width, height, source_name, deleted_at, tombstone_reason
    on asset_manifest for each row execute function manifest_mark('content_hash');
