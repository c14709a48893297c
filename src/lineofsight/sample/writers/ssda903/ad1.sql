select
  CHILD, DOB,
  perm_adm_decision_date as DATE_INT,
  perm_matched_date as DATE_MATCH,
  case perm_adopted_by_carer_flag when 'Y' then 1 when 'N' then 0 end as FOSTER_CARE,
  perm_number_of_adopters as NB_ADOPTR,
  perm_adopter_sex as SEX_ADOPTR,
  perm_adopter_legal_status as LS_ADOPTR
from ssd_permanence
join looked_after on CHILD = perm_person_id
where perm_permanence_order_type = 'Adoption'
  and perm_permanence_order_date between begins() and ends()
order by CHILD
