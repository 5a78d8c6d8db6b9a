-- Many workers on one database, and later many machines: what is known of a machine's disk bears the machine.

create table machines (
    id           text not null primary key,
    name         text not null,
    created_at   datetime not null,
    last_seen_at datetime not null
);

insert into machines (id, name, created_at, last_seen_at)
select id, name, created_at, last_seen_at from devices where is_self = 1;

create table workers (
    id         text not null primary key,
    machine_id text not null references machines (id),
    process_id int  not null,
    started_at datetime not null,
    seen_at    datetime not null
);

alter table libraries add column machine_id text references machines (id);
update libraries set machine_id = (select id from machines);

alter table sync_providers add column machine_id text references machines (id);
update sync_providers set machine_id = (select id from machines);

alter table certificates add column machine_id text references machines (id);
update certificates set machine_id = device_id;
drop index idx_certificates_unfinished;
create index idx_certificates_unfinished on certificates (machine_id) where removed_at is null and status <> 'withdrawn';

create table library_files_of_machines (
    library_id   text not null references libraries (id),
    machine_id   text not null references machines (id),
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
    primary key (library_id, machine_id, folder, path)
) without rowid;

insert into library_files_of_machines
select library_id, device_id, path, folder, content_hash, size_bytes, modified_ns, changed_ns, file_key, state, settled,
       hashed_at, deleted_at, wanted_at, restore_to
from library_files;

drop table library_files;
alter table library_files_of_machines rename to library_files;
create unique index idx_library_files_path on library_files (library_id, machine_id, path);
create index idx_library_files_hash on library_files (content_hash, state);
create index idx_library_files_state on library_files (state, content_hash) where state <> 'present';
create index idx_library_files_wanted on library_files (wanted_at) where wanted_at is not null;

-- Each kind of work is found at the head of an index of its own, however much other work is queued.
alter table sync_operations add column machine_id text not null default '';
drop index idx_sync_operations_claim;
create index idx_sync_operations_claim
    on sync_operations (provider_id, operation_type, machine_id, priority desc, created_at, id)
    where status = 'queued';
create index idx_sync_operations_retry on sync_operations (provider_id, operation_type, priority desc, created_at, id)
    where status = 'failed' and retry_count < max_retries;
create index idx_sync_operations_claimed on sync_operations (claimed_by) where status = 'in_progress';
