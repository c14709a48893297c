-- Children who on the last day of the year had been looked after for twelve months or more.
with cared_for as (
  select distinct clae_person_id as CHILD
  from episodes
  where clae_entered_care_date <= ends() - interval 12 months
    and ends() = make_date(collected() + 1, 3, 31)
    and coalesce(clae_cla_episode_ceased_date, date '9999-12-31') > ends()
    and legal_status not in ('V3', 'V4')
),
questionnaires as (
  select csdq_person_id as CHILD,
    arg_max(coalesce(cast(csdq_sdq_score as varchar), ''), csdq_sdq_completed_date) as score,
    arg_max(coalesce(csdq_sdq_reason, ''), csdq_sdq_completed_date) as reason
  from ssd_sdq_scores
  where csdq_sdq_completed_date between begins() and ends()
  group by csdq_person_id
),
checks as (
  select clah_person_id as CHILD,
    bool_or(clah_health_check_type = 'Dental Check') as teeth,
    bool_or(clah_health_check_type like '%Health Assessment') as health
  from ssd_cla_health
  where clah_health_check_status = 'Completed'
    and clah_health_check_date between begins() and ends()
  group by clah_person_id
),
misuse as (
  select clas_person_id as CHILD, max(clas_intervention_received) as received
  from ssd_cla_substance_misuse
  where clas_substance_misuse_date between begins() and ends()
  group by clas_person_id
),
aged as (
  select *, date_sub('year', DOB, ends()) as age from looked_after join cared_for using (CHILD)
)
select
  CHILD, DOB,
  nullif(score, '') as SDQ_SCORE,
  nullif(reason, '') as SDQ_REASON,
  case when age >= 10 then cast(CHILD in (
    select clac_person_id from ssd_cla_convictions
    where clac_cla_conviction_date between begins() and ends()
  ) as integer) end as CONVICTED,
  case when age < 5 then cast(coalesce(health, false) as integer) end as HEALTH_CHECK,
  cast(CHILD in (
    select clai_person_id from ssd_cla_immunisations
    where clai_immunisations_status = 'Y' and clai_immunisations_status_date <= ends()
  ) as integer) as IMMUNISATIONS,
  cast(coalesce(teeth, false) as integer) as TEETH_CHECK,
  cast(coalesce(health, false) as integer) as HEALTH_ASSESSMENT,
  cast(misuse.CHILD is not null as integer) as SUBSTANCE_MISUSE,
  case when misuse.CHILD is not null then cast(received = 'Y' as integer) end
    as INTERVENTION_RECEIVED,
  null as INTERVENTION_OFFERED
from aged
left join questionnaires using (CHILD)
left join checks using (CHILD)
left join misuse using (CHILD)
order by CHILD
