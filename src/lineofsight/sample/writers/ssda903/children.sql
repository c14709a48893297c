-- The episodes that were open in the year; the children of whom they are, and young people who have
-- left care and whose 17th to 21st birthday was in it, as the return's modules tell them.
create or replace temp table episodes as
select
  *,
  (
    select arg_max(lega_legal_status, lega_legal_status_start_date)
    from ssd_legal_status
    where lega_person_id = clae_person_id
      and lega_legal_status_start_date <= clae_cla_episode_start_date
  ) as legal_status
from ssd_cla_episodes
where clae_cla_episode_start_date <= ends()
  and coalesce(clae_cla_episode_ceased_date, ends()) >= begins();

-- What the tables hold of care leavers is of now, so that only the last year can tell it.
create or replace temp table leavers as
select ssd_care_leavers.*
from ssd_care_leavers
join ssd_person on pers_person_id = clea_person_id
where ends() = as_at()
  and clea_care_leaver_eligibility in ('Relevant', 'Former Relevant')
  and date_sub('year', pers_dob, ends()) between 17 and 21;

create or replace temp table looked_after as
select
  pers_person_id as CHILD,
  -- From April 2025 the sex is a letter.
  case
    when collected() >= 2025 then pers_sex
    else map {'M': '1', 'F': '2'}[pers_sex]
  end as SEX,
  pers_dob as DOB,
  pers_ethnicity,
  coalesce(pers_upn, pers_upn_unknown) as UPN,
  case pers_is_mother when 'Y' then '1' when 'N' then '0' end as MOTHER,
  pers_person_id in (select clae_person_id from episodes) as in_care
from ssd_person
where pers_person_id in (select clae_person_id from episodes)
  or pers_person_id in (select clea_person_id from leavers);
