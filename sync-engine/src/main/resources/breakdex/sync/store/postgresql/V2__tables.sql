-- The same tables as SQLite's scripts up to this number make: int is bigint, datetime is timestamptz. Text sorts by its
-- bytes, as there. docs/data.md describes every column; a test compares the two.

create table devices (
    id           text collate "C" not null primary key,
    name         text collate "C" not null,
    is_self      bigint not null default 0 check (is_self in (0, 1)),
    created_at   timestamptz not null,
    last_seen_at timestamptz not null
);

create table machines (
    id           text collate "C" not null primary key,
    name         text collate "C" not null,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null
);

create table workers (
    id         text collate "C" not null primary key,
    machine_id text collate "C" not null references machines (id),
    process_id bigint not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);

create table settings (
    name       text collate "C" not null primary key,
    value      text collate "C" not null,
    updated_at timestamptz not null
);

create table libraries (
    id                     text collate "C" not null primary key,
    name                   text collate "C" not null,
    place                  text collate "C",
    file_store             text collate "C",
    file_key               text collate "C",
    marked                 bigint not null default 1 check (marked in (0, 1)),
    rules_json             text collate "C" not null default '{}',
    failure_domain         text collate "C",
    failure_domain_by_word bigint not null default 0 check (failure_domain_by_word in (0, 1)),
    added_at               timestamptz not null,
    machine_id             text collate "C" references machines (id)
);

create table asset_manifest (
    content_hash      text collate "C" not null primary key,
    hash_algorithm    text collate "C" not null default 'sha256',
    file_size_bytes   bigint not null check (file_size_bytes >= 0),
    mime_type         text collate "C" not null,
    extension         text collate "C" not null default 'bin',
    duration_ms       bigint,
    width             bigint,
    height            bigint,
    local_path        text collate "C",
    local_verified_at timestamptz,
    source_type       text collate "C" not null default 'files',
    source_name       text collate "C",
    imported_at       timestamptz not null,
    deleted_at        timestamptz,
    tombstone_reason  text collate "C" check (tombstone_reason in ('user', 'replaced', 'corrupted')),
    copy_count        bigint not null default 0,
    last_sync_at      timestamptz
);

create index idx_asset_manifest_copy_count on asset_manifest (copy_count, file_size_bytes) where deleted_at is null;

create index idx_asset_manifest_deleted on asset_manifest (deleted_at) where deleted_at is not null;

create table sync_providers (
    id                     text collate "C" not null primary key,
    provider_type          text collate "C" not null,
    display_name           text collate "C" not null unique,
    enabled                bigint not null default 1 check (enabled in (0, 1)),
    config_json            text collate "C" not null default '{}',
    quota_bytes            bigint,
    used_bytes             bigint,
    last_auth_at           timestamptz,
    created_at             timestamptz not null,
    provider_key           text collate "C",
    failure_domain         text collate "C",
    failure_domain_by_word bigint not null default 0 check (failure_domain_by_word in (0, 1)),
    cached_proof_allowed   bigint not null default 0 check (cached_proof_allowed in (0, 1)),
    uploaded_flag_counts   bigint not null default 0 check (uploaded_flag_counts in (0, 1)),
    trouble_fault          text collate "C",
    trouble                text collate "C",
    machine_id             text collate "C" references machines (id)
);

create unique index idx_sync_providers_key on sync_providers (provider_key) where enabled = 1;

create table asset_copies (
    id              text collate "C" not null generated always as (content_hash || '/' || provider) stored,
    content_hash    text collate "C" not null references asset_manifest (content_hash),
    provider        text collate "C" not null references sync_providers (id),
    remote_path     text collate "C" not null,
    remote_etag     text collate "C",
    verified_at     timestamptz,
    status          text collate "C" not null default 'pending'
                    check (status in ('pending', 'uploading', 'verified', 'failed', 'deleted')),
    upload_progress bigint not null default 0,
    error_message   text collate "C",
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    evidence        text collate "C" check (evidence in ('READ_BACK_DIRECT', 'READ_BACK_CACHED', 'SERVER_SHA256',
                                             'SERVER_DIGEST', 'UPLOADED_FLAG', 'SIZE_ONLY')),
    evidence_device text collate "C" references devices (id),
    failure_domain  text collate "C",
    size_bytes      bigint not null default 0,
    primary key (content_hash, provider)
);

create index idx_asset_copies_provider on asset_copies (provider, status, verified_at, size_bytes);

create table sync_operations (
    id                text collate "C" not null primary key,
    content_hash      text collate "C" not null references asset_manifest (content_hash),
    provider_id       text collate "C" not null references sync_providers (id),
    operation_type    text collate "C" not null check (operation_type in ('upload', 'download', 'verify', 'delete_remote')),
    status            text collate "C" not null default 'queued'
                      check (status in ('queued', 'in_progress', 'completed', 'failed')),
    priority          bigint not null default 0,
    retry_count       bigint not null default 0 check (retry_count >= 0),
    max_retries       bigint not null default 3 check (max_retries >= 0),
    error_message     text collate "C",
    bytes_transferred bigint not null default 0 check (bytes_transferred >= 0),
    total_bytes       bigint not null default 0 check (total_bytes >= 0),
    created_at        timestamptz not null default now(),
    started_at        timestamptz,
    completed_at      timestamptz,
    next_attempt_at   timestamptz,
    claimed_by        text collate "C",
    lease_expires_at  timestamptz,
    fence             bigint not null default 0,
    fault             text collate "C",
    furthest_offset   bigint not null default 0,
    vanished_count    bigint not null default 0,
    machine_id        text collate "C" not null default ''
);

create index idx_sync_operations_status on sync_operations (status, priority);
create index idx_sync_operations_claim
    on sync_operations (provider_id, operation_type, machine_id, priority desc, created_at, id)
    where status = 'queued';
create index idx_sync_operations_retry on sync_operations (provider_id, operation_type, priority desc, created_at, id)
    where status = 'failed' and retry_count < max_retries;
create index idx_sync_operations_claimed on sync_operations (claimed_by) where status = 'in_progress';
create unique index idx_sync_operations_open on sync_operations (content_hash, provider_id, operation_type)
    where status <> 'completed';
create unique index idx_sync_operations_one_in_progress on sync_operations (content_hash, provider_id)
    where status = 'in_progress';

create table upload_sessions (
    content_hash     text collate "C" not null references asset_manifest (content_hash),
    provider_id      text collate "C" not null references sync_providers (id),
    resume_token     text collate "C" not null,
    confirmed_offset bigint not null default 0,
    total_bytes      bigint not null,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    primary key (content_hash, provider_id)
);

create table library_files (
    library_id   text collate "C" not null references libraries (id),
    machine_id   text collate "C" not null references machines (id),
    path         text collate "C" not null,
    folder       text collate "C" not null,
    content_hash text collate "C" references asset_manifest (content_hash),
    size_bytes   bigint not null,
    modified_ns  bigint not null,
    changed_ns   bigint not null,
    file_key     text collate "C",
    state        text collate "C" not null default 'present' check (state in ('present', 'freed', 'missing')),
    settled      bigint not null default 0 check (settled in (0, 1)),
    hashed_at    timestamptz,
    deleted_at   timestamptz,
    wanted_at    timestamptz,
    restore_to   text collate "C",
    primary key (library_id, machine_id, folder, path)
);

create unique index idx_library_files_path on library_files (library_id, machine_id, path);
create index idx_library_files_hash on library_files (content_hash, state);
create index idx_library_files_state on library_files (state, content_hash) where state <> 'present';
create index idx_library_files_wanted on library_files (wanted_at) where wanted_at is not null;

create table certificates (
    id             text collate "C" not null primary key,
    content_hash   text collate "C" not null references asset_manifest (content_hash),
    library_id     text collate "C" not null references libraries (id),
    device_id      text collate "C" not null references devices (id),
    path           text collate "C" not null,
    status         text collate "C" not null check (status in ('prepared', 'committed', 'withdrawn')),
    aside_name     text collate "C" not null,
    size_bytes     bigint not null,
    modified_ns    bigint not null,
    relied_on_json text collate "C" not null,
    engine_version text collate "C" not null,
    prepared_at    timestamptz not null,
    committed_at   timestamptz,
    removed_at     timestamptz,
    machine_id     text collate "C" references machines (id)
);

create index idx_certificates_hash on certificates (content_hash);
create index idx_certificates_unfinished on certificates (machine_id) where removed_at is null and status <> 'withdrawn';

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
    created_at          timestamptz not null,
    updated_at          timestamptz not null,
    deleted_at          timestamptz
);

create table combos (
    id                text collate "C" not null primary key,
    name              text collate "C" not null,
    notes             text collate "C",
    active_video_path text collate "C",
    content_hash      text collate "C",
    updated_at        timestamptz not null,
    deleted_at        timestamptz
);

create table combo_moves (
    combo_id       text collate "C" not null references combos (id),
    move_id        text collate "C" not null references moves (id),
    sequence_index bigint not null,
    primary key (combo_id, sequence_index)
);

create table reviews (
    id                  text collate "C" not null primary key,
    rating              text collate "C" not null check (rating in ('AGAIN', 'HARD', 'GOOD', 'EASY')),
    review_type         text collate "C" not null check (review_type in ('MOVE', 'COMBO', 'MANUAL')),
    reviewed_at         timestamptz not null,
    move_id             text collate "C",
    combo_id            text collate "C",
    entity_id_snapshot  text collate "C",
    entity_type         text collate "C",
    entity_display_name text collate "C",
    fsrs_pre_state      text collate "C",
    fsrs_post_state     text collate "C"
);

create table sync_log (
    entity_table text collate "C" not null,
    entity_id    text collate "C" not null,
    action       text collate "C" not null check (action in ('create', 'update', 'delete')),
    changed_at   timestamptz not null,
    synced       bigint not null default 0 check (synced in (0, 1)),
    video_synced bigint not null default 0 check (video_synced in (0, 1)),
    primary key (entity_table, entity_id, action, changed_at)
);
