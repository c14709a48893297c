-- Each child in care now or in the six months, by the latest period of care.  Where a placement is
-- (its postcode, and in whose area) is in no table.
with latest as (
  select
    *,
    exists (
      select 1 from periods as other
      where other.child = periods.child and other.care_started_on < periods.care_started_on
        and other.care_ended_on >= since(12)
    ) as is_second
  from periods
  qualify row_number() over (partition by child order by care_started_on desc, period) = 1
),
status as (
  select
    lega_person_id as child,
    max(lega_legal_status_start_date) as legal_status_on,
    arg_max(lega_legal_status, lega_legal_status_start_date) as legal_status
  from ssd_legal_status
  where lega_legal_status_start_date <= as_at()
  group by lega_person_id
),
placement as (
  select *
  from ssd_cla_placement
  where clap_cla_placement_start_date <= as_at()
  qualify row_number() over (
    partition by clap_cla_id order by clap_cla_placement_start_date desc, clap_cla_placement_id
  ) = 1
),
placements as (
  select clap_person_id as child, count(*) as placements_12_months
  from ssd_cla_placement
  where clap_cla_placement_start_date <= as_at()
    and coalesce(clap_cla_placement_end_date, as_at()) >= since(12)
  group by clap_person_id
),
reviews as (
  select clar_cla_id as period, max(clar_cla_review_date) as reviewed_on
  from ssd_cla_reviews
  where clar_cla_review_date <= as_at() and clar_cla_review_cancelled is distinct from 'Y'
  group by clar_cla_id
),
visits as (
  select clav_cla_id as period, max(clav_cla_visit_date) as visited_on
  from ssd_cla_visits
  where clav_cla_visit_date <= as_at()
  group by clav_cla_id
),
health as (
  select
    clah_person_id as child,
    max(clah_health_check_date) filter (where clah_health_check_type like '%Health Assessment')
      as health_on,
    max(clah_health_check_date) filter (where clah_health_check_type = 'Dental Check') as dental_on
  from ssd_cla_health
  where clah_health_check_status = 'Completed' and clah_health_check_date <= as_at()
  group by clah_person_id
),
plans as (
  select
    lacp_person_id as child,
    arg_max(lacp_cla_care_plan_json, lacp_cla_care_plan_start_date) as plan
  from ssd_cla_care_plan
  group by lacp_person_id
),
away as (
  select
    miss_person_id as child,
    count(*) filter (where recent and miss_missing_episode_type = 'Missing') as missing_12_months,
    count(*) filter (where recent and miss_missing_episode_type = 'Away') as absent_12_months,
    arg_max(coalesce(miss_missing_rhi_offered, ''), miss_missing_episode_start_date)
      filter (where miss_missing_episode_type = 'Missing') as interview_offered,
    arg_max(coalesce(miss_missing_rhi_accepted, ''), miss_missing_episode_start_date)
      filter (where miss_missing_episode_type = 'Missing') as interview_accepted
  from (
    select *, miss_missing_episode_start_date >= since(12) as recent
    from ssd_missing
    join latest on child = miss_person_id
    where miss_missing_episode_start_date between care_started_on and as_at()
  )
  group by miss_person_id
),
unaccompanied_children as (
  select distinct immi_person_id as child
  from ssd_immigration_status
  where immi_immigration_status = 'Unaccompanied Asylum Seeking Child'
    and immi_immigration_status_start_date <= as_at()
    and coalesce(immi_immigration_status_end_date, as_at()) >= since(12)
)
select
  child, gender, ethnicity, born_on, age,
  case when child in (select child from unaccompanied_children) then 'Y' else 'N' end
    as unaccompanied,
  disabled,
  care_started_on, need,
  case when is_second then 'Y' else 'N' end as second_period_12_months,
  legal_status_on, legal_status,
  reviewed_on, visited_on,
  case
    when plan ->> 'ADOPTION' = 'Y' then 'ADOPTION'
    when 'Y' in (plan ->> 'LTRELFR', plan ->> 'LTFOST18') then 'FOSTERING'
    when plan ->> 'RESPLMT' = 'Y' then 'RESIDENTIAL'
    when plan ->> 'SUPPLIV' = 'Y' then 'SUPPORTED_LIVING'
    when plan ->> 'OTHERPLN' = 'Y' then 'OTHER'
    when 'Y' in (
      plan ->> 'REMAINSUP', plan ->> 'RETURN1M', plan ->> 'RETURN6M', plan ->> 'RETURNEV'
    ) then 'RETURN_TO_FAMILY'
  end as permanence_plan,
  reviewing_officer_on, health_on, dental_on,
  coalesce(placements_12_months, 0) as placements_12_months,
  care_ended_on, left_reason,
  clap_cla_placement_start_date as placed_on,
  clap_cla_placement_type as placement,
  clap_cla_placement_provider as provider,
  clap_cla_placement_postcode as postcode,
  clap_cla_placement_urn as urn,
  null as placed_out_of_area,
  null as placement_authority,
  coalesce(missing_12_months, 0) as missing_12_months,
  coalesce(absent_12_months, 0) as absent_12_months,
  case when interview_offered in ('Y', 'N') then interview_offered end as interview_offered,
  case when interview_offered = 'Y' and interview_accepted in ('Y', 'N') then interview_accepted end as interview_accepted,
  team, worker
from latest
join children using (child)
left join status using (child)
left join placement on clap_cla_id = latest.period
left join placements using (child)
left join reviews on reviews.period = latest.period
left join visits on visits.period = latest.period
left join health using (child)
left join plans using (child)
left join away using (child)
left join allocations using (child)
where coalesce(care_ended_on, as_at()) >= since(6)
order by care_started_on, child
