select
  CHILD, DOB,
  case miss_missing_episode_type when 'Missing' then 'M' when 'Away' then 'A' end as MISSING,
  miss_missing_episode_start_date as MIS_START,
  known(miss_missing_episode_end_date) as MIS_END
from ssd_missing
join looked_after on CHILD = miss_person_id
where miss_missing_episode_start_date <= ends()
  and coalesce(miss_missing_episode_end_date, ends()) >= begins()
  and exists (
    select 1 from episodes
    where clae_person_id = CHILD
      and miss_missing_episode_start_date
        between clae_cla_episode_start_date and coalesce(clae_cla_episode_ceased_date, ends())
  )
order by CHILD, miss_missing_episode_start_date, miss_table_id
