-- Enquiries that began in the six months, each with its conference; every row of a child has the
-- numbers before the latest enquiry.
with latest as (
  select s47e_person_id as child, max(s47e_s47_start_date) as latest_on
  from ssd_s47_enquiry
  where s47e_s47_start_date <= as_at()
  group by s47e_person_id
),
enquiries as (
  select child, count(*) as enquiries_12_months
  from latest
  join ssd_s47_enquiry on s47e_person_id = child
  where s47e_s47_start_date < latest_on
    and s47e_s47_start_date >= latest_on - interval 12 months
  group by child
),
conferences as (
  select child, count(*) as conferences_12_months
  from latest
  join ssd_initial_cp_conference on icpc_person_id = child
  where icpc_icpc_date < latest_on
    and icpc_icpc_date >= latest_on - interval 12 months
  group by child
),
held as (
  select *
  from ssd_initial_cp_conference
  where icpc_icpc_date <= as_at()
  qualify row_number() over (
    partition by icpc_s47_enquiry_id, icpc_person_id order by icpc_icpc_date, icpc_icpc_id
  ) = 1
)
select
  child, gender, ethnicity, born_on, age, disabled,
  s47e_s47_start_date as enquiry_started_on,
  s47e_s47_outcome_json ->> 'CP_CONFERENCE_FLAG' as conference_needed,
  icpc_icpc_date as conference_on,
  icpc_icpc_outcome_cp_flag as became_plan,
  coalesce(enquiries_12_months, 0) as enquiries_12_months,
  coalesce(conferences_12_months, 0) as conferences_12_months,
  s47e_s47_completed_by_team as team,
  s47e_s47_completed_by_worker_id as worker
from ssd_s47_enquiry
join children on child = s47e_person_id
left join held on icpc_s47_enquiry_id = s47e_s47_enquiry_id and icpc_person_id = s47e_person_id
left join enquiries using (child)
left join conferences using (child)
where s47e_s47_start_date between since(6) and as_at()
order by enquiry_started_on, child, s47e_s47_enquiry_id
