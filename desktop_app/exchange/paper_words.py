"""The words that codes on paper need not repeat: what their contents are compressed against. Never to be changed.

A code of format 1 can only be read with these very bytes; other words are another format. The order is from rare to
frequent, as the method of compression prefers it.
"""

from typing import Final

FORMAT_1: Final = (
    b'{"certificate":{"approved_by":"","benefits":["age_pension"],"certified_at":"2014-06-20T10:30:00-'
    b'04:00","complete_to":"2014-01-01","contribution_unit":"week","conversion":"","currency":"XCD","h'
    b'as_periods":"yes","insured_now":false,"kind":"departure","last_contribution":"1954-01-01","more_'
    b'follows":false,"number":"","office":"","other_states":["GD"],"person":{"birth_date":"1954-01-01"'
    b',"forenames":"","insurance_number":"","surname":""},"prepared_by":"","rows":[{"ceiling_reached":'
    b'true,"earnings":0,"earnings_class":"IX","employer":"","from":"1954-01-01","insured_class":"seafa'
    b'rer","row_id":"","to":"\x02-01-01","weeks_credited":0,"weeks_paid":0,"year":0},{"counts_for":["age_'
    b'pension","survivors_pension"],"evidence":"card","note":"","raises_amount":[],"row_id":"","status'
    b'":"estimated","type":"VOL","weeks_paid":0,"year":\x02}],"state":"LC","stated_earnings":0,"stated_we'
    b'eks":0,"unposted":[{"employer":"","expected_by":"2014-01-01","missing":"","weeks":0,"years":""}]'
    b',"version":0,"year_starts":""},"departed_on":"2014-01-01","new_address":"","new_state":"GD"}'
    b'{"approved_by":"","certified_at":"2014-06-20T10:30:00-04:00","contingency_date":"2014-01-01","de'
    b'pendants":[{"birth_date":"1954-01-01","cares_for_child":true,"degree":"mainly","forenames":"","g'
    b'round":"","lived_together_since":"1954-01-01","other_income":true,"own_benefit_state":"VC","proo'
    b'f":"","relationship":"widower","row_id":"","surname":"","union":{"ended_on":"2014-01-01","kind":'
    b'"marriage","since":"1954-01-01"}},{"degree":"wholly","forenames":"","invalid":false,"note":"","p'
    b'ayee":"","relationship":"child","row_id":"","studies_until":"2014-01-01","surname":""}],"inquiri'
    b'es":[{"by":"","on":"2014-01-01","text":""}],"number":"","office":"","person":{"address":"","birt'
    b'h_certainty":"year","birth_date":"1954-01-01","birth_place":"","death_date":"2014-01-01","forena'
    b'mes":"","name_at_birth":"","nationality":"VC","numbers":[{"kind":"ordinary","number":"","state":'
    b'"VC"},{"kind":"ordinary","number":"","state":"LC"}],"other_names":"","parents":"","sex":"female"'
    b',"surname":""},"prepared_by":"","remarks":"","state":"LC","valid_from":"2014-01-01","valid_to":"'
    b'2014-01-01","version":0}'
    b'{"accepted":[{"certificate":"","state":"VC","weeks":0},{"state":"GD","weeks":0}],"amounts":[{"ac'
    b'tual":{"currency":"XCD","minor":0},"currency":"XCD","frequency":"monthly","local":{"currency":"X'
    b'CD","minor":0},"notional":{"currency":"XCD","minor":0},"payable":{"currency":"XCD","minor":0},"r'
    b'ounding":"half_up_cent","share":{"denominator":0,"numerator":0},"since":"2014-01-01","until":"20'
    b'14-01-01"}],"approved_by":"","benefit":"age_pension","decided_on":"2014-01-01","first_payment":"'
    b'2014-01-01","ground":"totalised","legal_references":["",""],"next_review":"2014-01-01","number":'
    b'"","office":"","own_weeks":0,"person":{"address":"","birth_certainty":"exact","birth_date":"1954'
    b'-01-01","forenames":"","name_at_birth":"","numbers":[{"kind":"ordinary","number":"","state":"VC"'
    b'},{"kind":"ordinary","number":"","state":"LC"}],"sex":"female","surname":""},"prepared_by":"","r'
    b'eductions":[{"amount":{"currency":"XCD","minor":0},"article":"","ground":"","until":"2014-01-01"'
    b'}],"refusals":[{"reason":"other","text":""}],"remarks":"","result":"granted","review_address":""'
    b',"review_days":0,"review_from":"receipt","rules":"","set_offs":[{"amount":{"currency":"XCD","min'
    b'or":0},"ground":""}],"start":"2014-01-01","state":"LC","supplements":[{"amount":{"currency":"XCD'
    b'","minor":0},"frequency":"monthly","name":"","until":"2014-01-01","what":""}],"totalised_weeks":'
    b'0,"version":0,"weeks_lost":0,"worksheet_attached":true}'
    b'"person":{"birth_certainty":"exact","birth_date":"19","forenames":"","numbers":[{"kind":"ordinar'
    b'y","number":"","state":"VC"}],"sex":"female","surname":""}'
    b'{"earnings":0,"employer":"","evidence":"posted","from":"\x01-01-01","row_id":"\x03","status":"certain"'
    b',"to":"\x02-12-31","type":"EMP","weeks_credited":0,"weeks_paid":52,"year":\x02},'
    b'00,"from":"\x01-01-01","row_id":"\x03","to":"\x02-12-31","weeks_paid":52,"year":\x02},{"earnings":'
    b'{"approved_by":"","benefits":["age_pension"],"certified_at":"2014-06-20T10:30:00-04:00","complet'
    b'e_to":"2014-01-01","contribution_unit":"week","currency":"XCD","has_periods":"yes","kind":"claim'
    b'","more_follows":false,"number":"","office":"","person":{"birth_date":"1914-01-01","forenames":"'
    b'","insurance_number":"","surname":""},"prepared_by":"","rows":[],"state":"VC","stated_earnings":'
    b'0,"stated_weeks":0,"version":0}'
    b"Certificate of insurance periods , version 1, Saint Vincent and the GrenadinesSaint "
    b"LuciaGrenadaAntigua and BarbudaSaint Kitts and NevisTrinidad and "
    b"TobagoBarbadosBelizeDominicaGuyanaJamaicaMontserratSurinameBahamas\\nInsured person: , born 1 Jan"
    b" 19 Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec 20, number . Numbers: VC , LC , GD "
    b".\\nAge pension: granted, from , refusedSurvivors' pensionInvalidity pension, with the weeks of "
    b"all States.\\nOwn weeks ; of others VC ; totalised . Lost to overlaps:  weeks.\\n: payable XCD  a "
    b"month, notional XCD , actual XCD , local XCD , share One part of a possible total.\\nA review can"
    b" be asked for within  days from the day it was received. As it stood on Widow: Child: mainly "
    b"dependent, wholly dependent, studies until Left on  weeks:  paid,  credited; XCD ,000.00.\\nWeeks"
    b" by year: 19 52, 19, 20.\\nComplete to 31 Dec 20; nothing more follows.\\n; more follows.Claimed "
    b"and not posted: Remarks: \\nPrepared by , approved by "
    b'","type":"departure_certificate"}","type":"dependency_certificate"}","type":"decision"}","type":'
    b'"period_certificate"}'
    b'"case_refs":[{"number":"VC-20","office":"VC-NIS"},{"number":"LC-20","office":"LC-NIC"}],"created'
    b'_at":"2026-01-01T10:00:00-04:00","in_reply_to":"","message_id":"","obligation_id":"","prepared_b'
    b'y":"","schema_version":"1.1","schema_version":"1.0","summary":"'
    b'{"approved_by":"","body":{"approved_by":"","benefits":["age_pension"],"certified_at":"20'
)
"""The preset dictionary of format 1."""
