-- A child of whom it is recorded whether they are disabled.
select
  disa_person_id as child_id,
  case
    when max(case when disa_disability_code <> 'NONE' then 1 else 0 end) = 1 then 'disabled'
    else 'not disabled'
  end as disability
from ssd_disability
where disa_disability_code is not null and disa_person_id is not null
group by disa_person_id
