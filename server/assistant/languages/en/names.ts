import type { NameWords } from '../contract.ts';
import { firstNames } from './first-names.ts';

const phrases = (text: string) =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => line.split(' '));

/** Roles that people ask for. */
const role =
  '(?:manager|workshop manager|foreman|chief|landlady|headmistress|practice manager|office manager|director|boss|owner|doctor|dentist|lawyer|solicitor|attorney|accountant|secretary|landlord|vet|nurse|mechanic|technician|teacher|headteacher|head teacher|principal|chef|stylist|plumber|electrician|builder|supervisor|partner|surgeon|banker|realtor|estate agent|engineer|therapist|physio|headmaster|caretaker|person in charge|head of \\w+|receptionist|bank manager|wife|husband|sister|brother|mother|father|mum|mom|dad|daughter|son|colleague|head chef|agent)';

/** English ways to say who one is and whom one wants. */
export const names: NameWords = {
  introducers: phrases(`my name is
    my name s
    my full name is
    my full name s
    my last name is
    my last name s
    my surname is
    my surname s
    my family name is
    my first name is
    my first name s
    the name is
    the name s
    name s
    i am called
    i m called
    they call me
    you re talking to
    you are talking to
    you re speaking to
    you re speaking with
    you are speaking to
    you are speaking with
    on behalf of
    under the name of
    under the name`),
  weakIntroducers: phrases(`this is
    it s under the surname
    it s under
    let me introduce myself
    me name s
    it is
    it s
    i am
    i m
    me is
    here is
    that s
    no not
    no
    rather`),
  greetings: phrases(`hello
    hi
    hey`),
  closers: phrases(`speaking
    calling
    on the line
    on the phone
    here`),
  announced:
    /(?:^|\s)((?:(?:can|could|would|will) you (?:please |just )?|please |just )*(?:tell|inform|let)(?: (?:him|her|them|\w+(?: \w+)?))(?: know)?(?: that)?)$/,
  hasCalled:
    /^(?:has |have |had |was |just )*(?:called|phoned|rang|rung|calling|telephoned|stopped by|came by|tried to (?:call|reach|phone)(?: (?:you|him|her|them))?)(?= |$)/,
  titles: {
    mister: 'Mr',
    mr: 'Mr',
    missus: 'Mrs',
    mrs: 'Mrs',
    miss: 'Miss',
    ms: 'Ms',
    doctor: 'Dr',
    dr: 'Dr',
    professor: 'Professor',
    prof: 'Professor',
    sir: 'Sir',
  },
  articles: new Set(['the']),
  and: new Set(['and']),
  particles: new Set(['de', 'van', 'von', 'der', 'den', 'del', 'la', 'le', 'di', 'da', 'o', 'mac', 'mc', 'st', 'saint', 'bin', 'al', 'el', 'ben']),
  stops: new Set(
    `i you he she it we they me him her us them my your his its our their and or but so because if that this these those the a an to of in on at by for with from about not no
    yes yeah yep is am are was were be been m re s ve d ll do does did don t doesn didn have has had can could would will shall should may might must need want wanted like
    please thanks thank hello hi hey good morning afternoon evening number phone mobile cell landline calling call called speaking here again back up out off just really very
    quite too also only what when where who why how which there then now today tomorrow tonight yesterday monday tuesday wednesday thursday friday saturday sunday urgent
    emergency message appointment problem correct right wrong fine ok okay great perfect sorry mistake looking trying interested locked unable having wondering going getting
    waiting returning sure not um uh er erm well actually still some any one two nothing something someone somebody customer client neighbour neighbor patient regarding
    concerning ringing late sick ill sorry afraid glad happy all that's exactly leaking broken dead exact long short big small new old hold hang wait stop sure mate likely bad good my free available around about working off worries cheers problem thats mum mummy dad daddy pardon excuse second moment minute oui bonjour forget nevermind mind scrap cancel`.split(
      /\s+/,
    ),
  ),
  familyNames: new Set(['small', 'short', 'long', 'good', 'fine', 'may', 'still', 'like', 'day', 'sunday', 'monday', 'friday']),
  afterName: new Set(['i', 'we', 'my', 'and', 'from', 'about', 'calling', 'speaking', 'here', 'phoning', 'ringing']),
  firstNames,
  thenCalls:
    /^(?:(?:from|at|of|over at) (?:the )?(?:\w+ ){1,3})?(?:and )?(?:i m (?:just )?(?:calling|phoning|ringing)|i am (?:calling|phoning)|calling (?:about|from)|just (?:calling|ringing)|i d like|it s about)(?= |$)/,
  around: new Set([
    'yes',
    'hello',
    'hi',
    'hey',
    'sure',
    'ok',
    'okay',
    'no',
    'it',
    's',
    'is',
    'please',
    'thanks',
    'thank',
    'you',
    'good',
    'morning',
    'afternoon',
    'evening',
    'um',
    'uh',
    'well',
  ]),
  slips: /^(?:(?:no|sorry|pardon|excuse me|i mean|i meant|or rather|rather|wait|um|uh|correction)(?: |$))+/,
  endingWith: /\b(?:with|ending (?:in|with)|ends (?:in|with))(?: an?)?$/,
  negations: new Set(['not']),
  personIntroducers:
    /\b(?:(?:speak|talk|talking|speaking|chat|spoken|speech)(?: directly)?(?: to| with)?|reach|reaching|contact|page|get hold of|get a hold of|find|(?:i m |am )after|look for|looking for|asking for|ask for|(?:(?:put|putting|get|patch|pass) (?:me|us) )?through to|connect me (?:to|with)|connected (?:to|with)|transfer me to|transferred to|get me|fetch|give me|put me on to|put me on with|a (?:\w+ )?word with|(?:it s|this is|it is|call is|calling|phoning|ringing|here) for|(?:two|five|a couple of|a few|a) (?:minutes?|moments?|seconds?|words?) with|is that(?: you)?|am i (?:speaking|talking) (?:to|with)|can i have|could i have|may i have|can i get|is this|in touch with|extension of|office of)$/,
  calls: /^(?:(?:oh|yes|well) )*(?:hello|hi|hey|hiya|yo|oi)$/,
  personMentions: /\b(?:for|attention of|appointment with|with)$/,
  personAddressed:
    /(?:^|\s)((?:(?:can|could|would|will) you (?:please |kindly |just )?|please |i (?:want|would like|d like) (?:you )?to |just )*(?:(?:leave |take |pass on |give )?(?:a |the |this )?(?:quick |short )?(?:message|note) (?:for|to)|tell|let|inform|ask|notify|remind|warn))$/,
  personClosers:
    /^(?:(?:is|be|would be)(?: \w+)? )?(?:(?:there|available|around|free|working|about|at home|at work|reachable|back)\b|(?:in|about)(?: today| please| at the moment| right now| now| by any chance| this (?:morning|afternoon)| (?:his|her) office)?$|i want\b|i m after\b|(?:if you )?please$|on (?:the (?:phone|line))?$|come back$|s extension)/,
  roles: new RegExp(
    `\\b(?:the|your|my) (${role}|\\w+ department|department|sales team|sales|billing|accounts|accounts department|accounting|accounts team|reception|support team|workshop|office)\\b`,
  ),
  refused:
    /\b(?:(?:and |but )?(?:i |we )?(?:(?:d|would)(?: \w+)? (?:rather|prefer)(?: to)? not(?: to)?|prefer(?: to)? not(?: to)?|(?:don t|do not|won t|will not|can t|cannot|am not|m not|wouldn t|would not)(?: \w+){0,3}?|refuse to) (?:give|giving|leave|leaving|say|saying|tell|telling|share)(?: (?:you|out))? (?:you )?(?:my|a|any) (?:(?:first|last|full|own) )?name|(?:i (?:d|would|want|wish|m|am)?(?: \w+){0,2}(?: to)? )?(?:stay|staying|remain|remaining|be|keep it) anonymous(?:ly)?|anonymous(?:ly)?|(?:no|without) names?|my name (?:doesn t|does not|isn t|is not|won t)(?: \w+){1,3}|(?:that s |it s )?none of your business)(?= |$)/,
  first: /\b(?:(\w+) (?:is|s) my (?:first|given|christian) name|(?:first|given|christian) name(?: is| s)? (?!is|s|and)(\w+))\b/,
  family:
    /\b(?:(\w+) (?:is|s) my (?:last name|surname|family name|second name)|(?:last name|surname|family name|second name)(?: is| s)? (?!is|s|and)(\w+))\b/,
  withLetter: /^with (?:a |an |one )?(\w)(?: at the end)?$/,
};
