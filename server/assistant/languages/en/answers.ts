import { any } from '../evidence.ts';

/** What English says for yes and no, around them, and at the end of a call. */
export const yes =
  any(`yes | yeah | yep | yup | yea | aye | sure | sure thing | of course | certainly | absolutely | definitely | exactly | exact | correct | right | ok | okay | k | all right | alright | fine | perfect | great | indeed | i confirm | confirmed | affirmative | precisely | totally | (?:that s|that is|it s|it is|that|thats|you re|you are|you got it|you ve got) (?:all |quite |absolutely |perfectly )?(?:right|correct|it|fine|good|perfect|great|exact|true|ok|okay|spot on|the one|me|a yes)
  you got it | you bet | why not | go ahead | go on then | by all means | please do | sounds good | works for me | that works | that will do | that ll do | that d be (?:great|fine|lovely|good) | that would be (?:great|fine|lovely|good) | no problem | with pleasure | spot on | i do | it is | i am | you are | very well | agreed | true | good | lovely | uh huh | mm hmm | for sure | got it in one | i think so | i guess so | if you like | gladly | why yes | with pleasure | i d like that | i d love that | that s fine by me | okay then`);

export const no =
  any(`no | nope | nah | na | not at all | absolutely not | definitely not | certainly not | of course not | not really | not exactly | not quite | never | negative | no way | (?:that s|that is|it s|it is|that|thats|this is|this isn t|that isn t|it isn t|you re|you have it|you ve got it) (?:all |completely )?(?:wrong|incorrect|false) | (?:(?:that s|that is|it s|it is|this is|you re) not|(?:this|that|it) (?:isn t|is not|wasn t)) (?:quite |at all |all )?(?:right|correct|it|true|the right one|what i said|the one|me|mine|good) | that s not (?:it|right|correct|what i said|the right one) | (?:isn t|wasn t) (?:it|right|correct)
  incorrect | nothing (?:else|more)? | nothing | none | i don t think so | i do not think so | i d rather not | no need | not (?:now|today|necessary|yet|that|for now) | don t bother | i m (?:good|fine|ok|okay) | no ta | you (?:got|have got|ve got) it wrong | you misheard | it doesn t | it isn t | by no means | don t think so | (?:it s |that s |this is )?not (?:necessary|needed) | (?:you ve |you have |you )?misunderstood(?: me)? | not yet | (?:that s |it s )?inaccurate | that s not needed | i wouldn t | wrong`);

export const soft = any(
  `thanks | thank you | thank you very much | very much | a lot | cheers | that s | that is | it | it s | is | then | well | oh | right | really | all | so | quite | just | the | one | that | i think | i believe | i said | sir | madam | ma am | mate | love | now | for now | very | fine | good | ok | okay | you | me | else | not | number | my | ta | much | this | isn t | sorry | today | for me | with me | by me | and | yes | right one`,
);

export const bye =
  any(`(?:good ?)?bye(?: ?bye| now| then)? | goodbye | see (?:you|ya|u)(?: \\w+)? | cheerio | so long | farewell | take care | (?:have a|enjoy (?:your|the rest of)) (?:\\w+ ){0,3}(?:day|evening|night|weekend|one|afternoon|time|week|sunday|saturday|monday|friday|holiday|christmas) | all the best | that s me done | see you soon | good night | goodnight | talk (?:to you )?(?:soon|later) | speak (?:to you )?(?:soon|later) | ta ta | laters | catch you later | until next time
  (?:i m|i am|i ll|i will) (?:going to |gonna |just )?(?:hang up|go now|let you go|ring off) | hanging up | i(?: have|ve got| ve got|ve)? (?:got )?to go | i must go | gotta go | that s me done | ciao | cheers then | (?:i ll|i will|i m going to|i might)(?: just)? (?:ring|call|phone|try|come|pop)(?: you| her| him)?(?: back| again| round)*(?: (?:back|again|later|tomorrow|on \\w+|next week|this (?:afternoon|evening)|another (?:time|day)|some other time|in a (?:bit|while|minute)|then|thanks|thank you|bye|goodbye|cheers))+$ | bye`);

const around = any(
  'yes | no | right | well | oh | ah | um | uh | actually | you know what | look | okay | ok | that s fine | it s fine | it s ok | sorry | wait | then | thanks | thank you | bye | goodbye | it doesn t matter | cheers | i ll | just | please | anyway | it s okay | so',
);

/** The whole sentence takes back the call. */
export const withdraws = new RegExp(
  `^(?:${around} )*(?:(?:forget|scrap|drop|leave) (?:it|that|about it|the whole thing|everything|my message)|never ?mind(?: (?:that|it|about it))?|don t (?:pass|tell|say|write)(?: \\w+){0,2} anything(?: on)?|i (?:ve )?changed my mind|i don t need (?:it|anything|that)(?: any ?more| after all)?)(?: ${around})*$`,
);
