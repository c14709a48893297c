-- A child placed for adoption, with the day they came into care and the day they came to those who
-- are to adopt them: the earliest of the placement for adoption, one to foster for adoption, and the
-- day they first came to foster carers who adopt them.
-- kind: event
-- looks back: entered_on
-- worker: allocated
with placed as (
  select
    perm_table_id as permanence_id,
    perm_person_id as child_id,
    perm_cla_id as period_of_care_id,
    perm_placed_for_adoption_date as placed_on,
    perm_placed_ffa_cp_date as fostered_to_adopt_on,
    case
      when perm_placed_ffa_cp_date <= perm_placed_for_adoption_date then perm_placed_ffa_cp_date
      else perm_placed_for_adoption_date
    end as came_by,
    perm_placed_foster_carer_date as came_to_carers_on
  from ssd_permanence
  where perm_placed_for_adoption_date is not null
)
select
  placed.permanence_id as record_id,
  placed.child_id as child_id,
  placed.placed_on as counted_on,
  placed.placed_on as reference_day,
  placed.placed_on as placed_on,
  placed.fostered_to_adopt_on as fostered_to_adopt_on,
  case
    when placed.came_to_carers_on <= placed.came_by then placed.came_to_carers_on
    else placed.came_by
  end as came_on,
  care.began_on as entered_on
from placed
left join care_periods as care
  on care.child_id = placed.child_id
  and care.period_of_care_id = placed.period_of_care_id
