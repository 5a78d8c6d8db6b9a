-- The copies of a deleted asset go in two steps, days apart, so that whoever did not mean it has time to say so.

create table purges (
    content_hash text not null primary key references asset_manifest (content_hash),
    asked_by     text not null,
    asked_at     datetime not null,
    began_at     datetime,
    withdrawn_at datetime
);

-- How old tombstones and purges are, as this device has counted; no jump of its clock makes them old at once.
create table tombstone_ages (
    content_hash text not null primary key references asset_manifest (content_hash),
    deleted_at   datetime not null,
    age_ms       int not null default 0,
    purge_known  int not null default 0 check (purge_known in (0, 1)),
    purge_age_ms int not null default 0,
    agreed       int not null default 0 check (agreed in (0, 1))
);

create trigger manifest_purges_new after insert on purges
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'purges', new.content_hash, '', ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'purges' and first_key = new.content_hash and second_key = '');
end;

create trigger manifest_purges after update of asked_by, asked_at, began_at, withdrawn_at on purges
when not exists (select 1 from manifest_merging)
begin
    insert into manifest_changes select 'purges', new.content_hash, '', ''
    where not exists (select 1 from manifest_changes
                      where entity_table = 'purges' and first_key = new.content_hash and second_key = '');
end;
