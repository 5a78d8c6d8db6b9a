-- Times are UTC, ISO-8601 with milliseconds ('2026-01-31T12:00:00.000Z'), so that they sort as text.
-- Names that end in _ns are nanoseconds since 1970, as the file system gave them.
-- docs/data.md describes every column; a test compares the two.

create table devices (
    id           text not null primary key,
    name         text not null,
    is_self      int  not null default 0 check (is_self in (0, 1)),
    created_at   datetime not null,
    last_seen_at datetime not null
);

create table settings (
    name       text not null primary key,
    value      text not null,
    updated_at datetime not null
);

create table libraries (
    id                     text not null primary key,
    name                   text not null,
    place                  text,
    file_store             text,
    file_key               text,
    marked                 int  not null default 1 check (marked in (0, 1)),
    rules_json             text not null default '{}',
    failure_domain         text,
    failure_domain_by_word int  not null default 0 check (failure_domain_by_word in (0, 1)),
    added_at               datetime not null
);

create table asset_manifest (
    content_hash      text not null primary key,
    hash_algorithm    text not null default 'sha256',
    file_size_bytes   int  not null check (file_size_bytes >= 0),
    mime_type         text not null,
    extension         text not null default 'bin',
    duration_ms       int,
    width             int,
    height            int,
    local_path        text,
    local_verified_at datetime,
    source_type       text not null default 'files',
    source_name       text,
    imported_at       datetime not null,
    deleted_at        datetime,
    tombstone_reason  text check (tombstone_reason in ('user', 'replaced', 'corrupted')),
    copy_count        int  not null default 0,
    last_sync_at      datetime
) without rowid;

create index idx_asset_manifest_copy_count on asset_manifest (copy_count, file_size_bytes) where deleted_at is null;

create index idx_asset_manifest_deleted on asset_manifest (deleted_at) where deleted_at is not null;

create table sync_providers (
    id                     text not null primary key,
    provider_type          text not null,
    display_name           text not null unique,
    enabled                int  not null default 1 check (enabled in (0, 1)),
    config_json            text not null default '{}',
    quota_bytes            int,
    used_bytes             int,
    last_auth_at           datetime,
    created_at             datetime not null,
    provider_key           text,
    failure_domain         text,
    failure_domain_by_word int  not null default 0 check (failure_domain_by_word in (0, 1)),
    cached_proof_allowed   int  not null default 0 check (cached_proof_allowed in (0, 1)),
    uploaded_flag_counts   int  not null default 0 check (uploaded_flag_counts in (0, 1)),
    trouble_fault          text,
    trouble                text
);

create unique index idx_sync_providers_key on sync_providers (provider_key) where enabled = 1;

create table asset_copies (
    id              text not null generated always as (content_hash || '/' || provider) virtual,
    content_hash    text not null references asset_manifest (content_hash),
    provider        text not null references sync_providers (id),
    remote_path     text not null,
    remote_etag     text,
    verified_at     datetime,
    status          text not null default 'pending'
                    check (status in ('pending', 'uploading', 'verified', 'failed', 'deleted')),
    upload_progress int  not null default 0,
    error_message   text,
    created_at      datetime not null,
    updated_at      datetime not null,
    evidence        text check (evidence in ('READ_BACK_DIRECT', 'READ_BACK_CACHED', 'SERVER_SHA256',
                                             'SERVER_DIGEST', 'UPLOADED_FLAG', 'SIZE_ONLY')),
    evidence_device text references devices (id),
    failure_domain  text,
    size_bytes      int  not null default 0,
    primary key (content_hash, provider)
) without rowid;

create index idx_asset_copies_provider on asset_copies (provider, status, verified_at, size_bytes);

create table sync_operations (
    id                text not null primary key,
    content_hash      text not null references asset_manifest (content_hash),
    provider_id       text not null references sync_providers (id),
    operation_type    text not null check (operation_type in ('upload', 'download', 'verify', 'delete_remote')),
    status            text not null default 'queued'
                      check (status in ('queued', 'in_progress', 'completed', 'failed')),
    priority          int  not null default 0,
    retry_count       int  not null default 0 check (retry_count >= 0),
    max_retries       int  not null default 3 check (max_retries >= 0),
    error_message     text,
    bytes_transferred int  not null default 0 check (bytes_transferred >= 0),
    total_bytes       int  not null default 0 check (total_bytes >= 0),
    created_at        datetime not null default (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    started_at        datetime,
    completed_at      datetime,
    next_attempt_at   datetime,
    claimed_by        text,
    lease_expires_at  datetime,
    fence             int  not null default 0,
    fault             text,
    furthest_offset   int  not null default 0,
    vanished_count    int  not null default 0
);

create index idx_sync_operations_status on sync_operations (status, priority);
create index idx_sync_operations_claim on sync_operations (provider_id, status, priority desc, created_at, id)
    where status <> 'completed';
create unique index idx_sync_operations_open on sync_operations (content_hash, provider_id, operation_type)
    where status <> 'completed';
create unique index idx_sync_operations_one_in_progress on sync_operations (content_hash, provider_id)
    where status = 'in_progress';

create table upload_sessions (
    content_hash     text not null references asset_manifest (content_hash),
    provider_id      text not null references sync_providers (id),
    resume_token     text not null,
    confirmed_offset int  not null default 0,
    total_bytes      int  not null,
    created_at       datetime not null,
    updated_at       datetime not null,
    primary key (content_hash, provider_id)
);

create table library_files (
    library_id   text not null references libraries (id),
    device_id    text not null references devices (id),
    path         text not null,
    folder       text not null,
    content_hash text references asset_manifest (content_hash),
    size_bytes   int  not null,
    modified_ns  int  not null,
    changed_ns   int  not null,
    file_key     text,
    state        text not null default 'present' check (state in ('present', 'freed', 'missing')),
    settled      int  not null default 0 check (settled in (0, 1)),
    hashed_at    datetime,
    deleted_at   datetime,
    wanted_at    datetime,
    restore_to   text,
    primary key (library_id, device_id, folder, path)
) without rowid;

create unique index idx_library_files_path on library_files (library_id, device_id, path);
create index idx_library_files_hash on library_files (content_hash, state);
create index idx_library_files_state on library_files (state, content_hash) where state <> 'present';
create index idx_library_files_wanted on library_files (wanted_at) where wanted_at is not null;

create table certificates (
    id             text not null primary key,
    content_hash   text not null references asset_manifest (content_hash),
    library_id     text not null references libraries (id),
    device_id      text not null references devices (id),
    path           text not null,
    status         text not null check (status in ('prepared', 'committed', 'withdrawn')),
    aside_name     text not null,
    size_bytes     int  not null,
    modified_ns    int  not null,
    relied_on_json text not null,
    engine_version text not null,
    prepared_at    datetime not null,
    committed_at   datetime,
    removed_at     datetime
);

create index idx_certificates_hash on certificates (content_hash);
create index idx_certificates_unfinished on certificates (device_id) where removed_at is null and status <> 'withdrawn';

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
    created_at          datetime not null,
    updated_at          datetime not null,
    deleted_at          datetime
);

create table combos (
    id                text not null primary key,
    name              text not null,
    notes             text,
    active_video_path text,
    content_hash      text,
    updated_at        datetime not null,
    deleted_at        datetime
);

create table combo_moves (
    combo_id       text not null references combos (id),
    move_id        text not null references moves (id),
    sequence_index int  not null,
    primary key (combo_id, sequence_index)
);

create table reviews (
    id                  text not null primary key,
    rating              text not null check (rating in ('AGAIN', 'HARD', 'GOOD', 'EASY')),
    review_type         text not null check (review_type in ('MOVE', 'COMBO', 'MANUAL')),
    reviewed_at         datetime not null,
    move_id             text,
    combo_id            text,
    entity_id_snapshot  text,
    entity_type         text,
    entity_display_name text,
    fsrs_pre_state      text,
    fsrs_post_state     text
);

create table sync_log (
    entity_table text not null,
    entity_id    text not null,
    action       text not null check (action in ('create', 'update', 'delete')),
    changed_at   datetime not null,
    synced       int  not null default 0 check (synced in (0, 1)),
    video_synced int  not null default 0 check (video_synced in (0, 1)),
    primary key (entity_table, entity_id, action, changed_at)
);
