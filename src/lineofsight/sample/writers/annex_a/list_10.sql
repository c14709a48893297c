-- Each child for whom adoption was decided and who in the twelve months waited for it, was adopted,
-- or had the decision reversed.  Which family a child is matched with is in no table.
select
  children.child,
  null as family,
  gender, ethnicity, born_on, age, disabled,
  care_started_on as entered_care_on,
  perm_adm_decision_date as decided_on,
  perm_placement_order_date as placement_order_on,
  perm_matched_date as matched_on,
  perm_placed_for_adoption_date as placed_for_adoption_on,
  case when perm_permanence_order_type = 'Adoption' then perm_permanence_order_date end
    as adopted_on,
  perm_decision_reversed_date as reversed_on,
  perm_decision_reversed_reason as reversed_reason,
  perm_placed_ffa_cp_date as fostering_for_adoption_on
from ssd_permanence
join children on child = perm_person_id
left join periods on periods.child = perm_person_id and periods.period = perm_cla_id
where perm_adm_decision_date <= as_at()
  and coalesce(perm_permanence_order_date, perm_decision_reversed_date, as_at()) >= since(12)
qualify row_number() over (partition by children.child order by decided_on desc, perm_table_id) = 1
order by decided_on, children.child
