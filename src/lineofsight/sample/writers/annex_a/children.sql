-- What every list says of a child, and the worker and team whose the child is or last was.
create temp table children as
with disabilities as (
  select
    disa_person_id as child,
    case when bool_or(disa_disability_code <> 'NONE') then 'Y' else 'N' end as disabled
  from ssd_disability
  group by disa_person_id
)
select
  pers_person_id as child,
  pers_gender as gender,
  pers_ethnicity as ethnicity,
  coalesce(pers_dob, pers_expected_dob) as born_on,
  case
    when coalesce(pers_dob, pers_expected_dob) > as_at() then -1
    else date_sub('year', coalesce(pers_dob, pers_expected_dob), as_at())
  end as age,
  coalesce(disabled, '') as disabled
from ssd_person
left join disabilities on disabilities.child = pers_person_id;

create temp table allocations as
select
  invo_person_id as child,
  arg_max(invo_professional_team, held) as team,
  arg_max(invo_professional_id, held) as worker
from (
  select *, (
    invo_involvement_end_date is null, invo_involvement_start_date, invo_involvements_id
  ) as held
  from ssd_involvements
  where invo_professional_role_id = 'Allocated Case Worker'
)
group by invo_person_id;

-- Periods of care; a series of short breaks (V3, V4) is none.
create temp table periods as
select
  clae_person_id as child,
  clae_cla_id as period,
  min(clae_entered_care_date) as care_started_on,
  arg_max(clae_cla_primary_need_code, clae_cla_episode_start_date) as need,
  max(clae_cla_last_iro_contact_date) as reviewing_officer_on,
  case when count(*) = count(clae_cla_episode_ceased_date)
    then max(clae_cla_episode_ceased_date) end as care_ended_on,
  case when count(*) = count(clae_cla_episode_ceased_date)
    then arg_max(clae_cla_episode_ceased_reason, clae_cla_episode_start_date) end as left_reason
from ssd_cla_episodes
where not exists (
  select 1 from ssd_legal_status
  where lega_person_id = clae_person_id
    and lega_legal_status_start_date = clae_cla_episode_start_date
    and lega_legal_status in ('V3', 'V4')
)
group by clae_person_id, clae_cla_id;

-- The days on which a worker saw the child.
create temp view seen as
select cinv_person_id as child, cinv_cin_visit_date as day
from ssd_cin_visits where cinv_cin_visit_seen = 'Y'
union all
select cppv_person_id, cppv_cp_visit_date from ssd_cp_visits where cppv_cp_visit_seen = 'Y'
union all
select clav_person_id, clav_cla_visit_date from ssd_cla_visits where clav_cla_visit_seen = 'Y';
